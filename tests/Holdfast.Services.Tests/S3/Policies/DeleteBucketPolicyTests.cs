using Holdfast.Services.S3.Policies;

namespace Holdfast.Services.Tests.S3.Policies;

public sealed class DeleteBucketPolicyTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_does_not_mind_when_it_is_gone()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Policy = "{}" });

        await World.CallAsync(new DeleteBucketPolicy(), new() { Bucket = Bucket });
        await World.CallAsync(new DeleteBucketPolicy(), new() { Bucket = Bucket });

        Assert.Null((await BucketAsync()).Policy);
    }
}
