using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class ListBucketsTests : S3Tests
{
    [Fact]
    public async Task Lists_the_buckets_of_the_account_in_the_order_of_their_names()
    {
        await GivenBucketAsync("zebra");
        await GivenBucketAsync("aardvark");
        await GivenBucketAsync("theirs", account: new("444455556666"));

        var response = await World.CallAsync(new ListBuckets(Quotas), new());

        Assert.Equal(["aardvark", "zebra"], response.Buckets!.Select(bucket => bucket.Name));
        Assert.All(response.Buckets!, bucket => Assert.Null(bucket.BucketRegion));
        Assert.Equal(Kernel.Ids.CanonicalUserId.Of(Testing.World.Account), response.Owner!.ID);
    }

    [Fact]
    public async Task Narrows_by_prefix_and_region_and_pages()
    {
        foreach (var (name, region) in (string[])["a-1", "a-2", "a-3", "b-1"] is var names ? names.Select(name => (name, name == "a-2" ? "eu-west-1" : "us-east-1")) : [])
        {
            await World.CallAsync(new CreateBucket(Quotas), new() { Bucket = name + "-logs", CreateBucketConfiguration = region == "us-east-1" ? null : new() { LocationConstraint = region } });
        }

        var first = await World.CallAsync(new ListBuckets(Quotas), new() { Prefix = "a-", BucketRegion = "us-east-1", MaxBuckets = 1 });
        var second = await World.CallAsync(new ListBuckets(Quotas), new() { Prefix = "a-", BucketRegion = "us-east-1", MaxBuckets = 1, ContinuationToken = first.ContinuationToken });

        Assert.Equal("a-1-logs", Assert.Single(first.Buckets!).Name);
        Assert.Equal(("us-east-1", "arn:aws:s3:::a-1-logs"), (first.Buckets![0].BucketRegion, first.Buckets[0].BucketArn));
        Assert.Equal("a-3-logs", Assert.Single(second.Buckets!).Name);
        Assert.Null(second.ContinuationToken);
        Assert.Equal("a-", second.Prefix);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task Refuses_pages_of_other_sizes(int size)
        => await RefusedAsync("InvalidArgument", () => World.CallAsync(new ListBuckets(Quotas), new() { MaxBuckets = size }));
}
