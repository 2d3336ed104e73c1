using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class GetBucketLocationTests : S3Tests
{
    [Theory]
    [InlineData("us-east-1", null, null)]
    [InlineData("us-east-1", "eu-west-1", "eu-west-1")]
    [InlineData("us-east-1", "EU", "EU")]
    [InlineData("eu-west-1", "EU", "EU")]
    [InlineData("ap-south-1", "ap-south-1", "ap-south-1")]
    public async Task Names_the_region_as_S3_once_did(string endpoint, string? constraint, string? location)
    {
        await World.CallAsync(
            new CreateBucket(Quotas), new() { Bucket = Bucket, CreateBucketConfiguration = new() { LocationConstraint = constraint } }, region: new(endpoint));

        Assert.Equal(location, (await World.CallAsync(new GetBucketLocation(), new() { Bucket = Bucket })).LocationConstraint);
    }

    [Fact]
    public async Task Says_that_there_is_no_bucket()
        => await RefusedAsync("NoSuchBucket", () => World.CallAsync(new GetBucketLocation(), new() { Bucket = Bucket }));
}
