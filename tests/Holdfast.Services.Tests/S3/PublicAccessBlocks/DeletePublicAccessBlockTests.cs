using Holdfast.Services.S3.PublicAccessBlocks;

namespace Holdfast.Services.Tests.S3.PublicAccessBlocks;

public sealed class DeletePublicAccessBlockTests : S3Tests
{
    [Fact]
    public async Task Removes_it()
    {
        await GivenBucketAsync();

        await World.CallAsync(new DeletePublicAccessBlock(), new() { Bucket = Bucket });

        Assert.Null((await BucketAsync()).PublicAccess);
    }
}
