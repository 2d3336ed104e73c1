using Holdfast.Services.S3;
using Holdfast.Services.S3.Ownership;

namespace Holdfast.Services.Tests.S3.Ownership;

public sealed class GetBucketOwnershipControlsTests : S3Tests
{
    [Fact]
    public async Task Tells_that_the_owner_of_a_new_bucket_owns_all()
    {
        await GivenBucketAsync();

        var response = await World.CallAsync(new GetBucketOwnershipControls(), new() { Bucket = Bucket });

        Assert.Equal(ObjectOwnership.BucketOwnerEnforced, Assert.Single(response.OwnershipControls!.Rules).ObjectOwnership);
    }

    [Fact]
    public async Task Says_that_there_are_none()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = null });

        var error = await RefusedAsync("OwnershipControlsNotFoundError", () => World.CallAsync(new GetBucketOwnershipControls(), new() { Bucket = Bucket }));

        Assert.Equal("The bucket ownership controls were not found", error.Message);
    }
}
