using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.Tests.S3.Tags;

public sealed class DeleteBucketTaggingTests : S3Tests
{
    [Fact]
    public async Task Removes_them()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Tags = new Dictionary<string, string> { ["team"] = "red" } });

        await World.CallAsync(new DeleteBucketTagging(), new() { Bucket = Bucket });

        Assert.Null((await BucketAsync()).Tags);
    }
}
