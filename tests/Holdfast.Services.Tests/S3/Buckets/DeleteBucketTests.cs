using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class DeleteBucketTests : S3Tests
{
    [Fact]
    public async Task Deletes_it_with_its_configurations()
    {
        await GivenBucketAsync();
        World.Given(new BucketConfiguration { Bucket = Bucket, Kind = ConfigurationKind.Cors, Id = "", Xml = "<Configuration/>" });

        await World.CallAsync(new DeleteBucket(), new() { Bucket = Bucket });

        Assert.Empty(await World.ListAsync<StoredBucket>(""));
        Assert.Empty(await World.ListAsync<BucketConfiguration>(""));
    }

    [Fact]
    public async Task Refuses_one_that_has_objects_or_versions()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await PutAsync("k", "text");
        await RefusedAsync("BucketNotEmpty", () => World.CallAsync(new DeleteBucket(), new() { Bucket = Bucket }));
        await World.CallAsync(new Holdfast.Services.S3.Deleting.DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });

        var error = await RefusedAsync("BucketNotEmpty", () => World.CallAsync(new DeleteBucket(), new() { Bucket = Bucket }));

        Assert.Equal("The bucket you tried to delete is not empty. You must delete all versions in the bucket.", error.Message);
    }
}
