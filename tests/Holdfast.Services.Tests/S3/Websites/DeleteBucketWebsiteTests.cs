using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Websites;

namespace Holdfast.Services.Tests.S3.Websites;

public sealed class DeleteBucketWebsiteTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_does_not_mind_when_it_is_gone()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketWebsite(), new() { Bucket = Bucket, WebsiteConfiguration = PutBucketWebsiteTests.Sample });

        await World.CallAsync(new DeleteBucketWebsite(), new() { Bucket = Bucket });
        await World.CallAsync(new DeleteBucketWebsite(), new() { Bucket = Bucket });

        Assert.False((await BucketAsync()).Has(ConfigurationKind.Website));
        Assert.Empty(await World.ListAsync<BucketConfiguration>(""));
    }
}
