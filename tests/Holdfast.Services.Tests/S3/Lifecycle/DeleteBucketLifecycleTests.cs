using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Lifecycle;

namespace Holdfast.Services.Tests.S3.Lifecycle;

public sealed class DeleteBucketLifecycleTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_does_not_mind_when_it_is_gone()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketLifecycleConfiguration(), new() { Bucket = Bucket, LifecycleConfiguration = new() { Rules = [PutBucketLifecycleConfigurationTests.Sample] } });

        await World.CallAsync(new DeleteBucketLifecycle(), new() { Bucket = Bucket });
        await World.CallAsync(new DeleteBucketLifecycle(), new() { Bucket = Bucket });

        Assert.False((await BucketAsync()).Has(ConfigurationKind.Lifecycle));
        Assert.Empty(await World.ListAsync<BucketConfiguration>(""));
    }
}
