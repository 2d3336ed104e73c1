using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class PutBucketAbacTests : S3Tests
{
    [Fact]
    public async Task Lets_the_tags_of_a_bucket_count_in_policies()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Tags = new Dictionary<string, string> { ["team"] = "red" } });
        Assert.Empty((await World.TargetAsync(new GetBucketAbac(), new() { Bucket = Bucket })).Context);

        await PutAsync(BucketAbacStatus.Enabled);

        Assert.Equal(
            [("aws:ResourceTag/team", "red"), ("s3:BucketTag/team", "red")],
            (await World.TargetAsync(new GetBucketAbac(), new() { Bucket = Bucket })).Context.Select(key => (key.Name, key.Values[0])));
    }

    [Fact]
    public async Task Refuses_other_statuses()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => PutAsync("Perhaps"));
    }

    private Task PutAsync(string status) => World.CallAsync(new PutBucketAbac(), new() { Bucket = Bucket, AbacStatus = new() { Status = status } });
}
