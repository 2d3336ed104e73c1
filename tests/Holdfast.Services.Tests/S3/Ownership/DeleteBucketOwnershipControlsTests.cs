using Holdfast.Services.S3.Ownership;

namespace Holdfast.Services.Tests.S3.Ownership;

public sealed class DeleteBucketOwnershipControlsTests : S3Tests
{
    [Fact]
    public async Task Lets_writers_own_what_they_write()
    {
        await GivenBucketAsync();

        await World.CallAsync(new DeleteBucketOwnershipControls(), new() { Bucket = Bucket });

        Assert.Null((await BucketAsync()).Ownership);
        Assert.False((await BucketAsync()).IgnoresAcls);
    }
}
