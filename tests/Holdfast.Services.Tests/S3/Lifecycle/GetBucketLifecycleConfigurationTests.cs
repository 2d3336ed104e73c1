using Holdfast.Services.S3.Lifecycle;

namespace Holdfast.Services.Tests.S3.Lifecycle;

public sealed class GetBucketLifecycleConfigurationTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketLifecycleConfiguration(), new() { Bucket = Bucket, LifecycleConfiguration = new() { Rules = [PutBucketLifecycleConfigurationTests.Sample] } });

        var response = await World.CallAsync(new GetBucketLifecycleConfiguration(), new() { Bucket = Bucket });

        Assert.Equal(PutBucketLifecycleConfigurationTests.Sample, Assert.Single(response.Rules!));
        Assert.Equal("all_storage_classes_128K", response.TransitionDefaultMinimumObjectSize);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchLifecycleConfiguration", () => World.CallAsync(new GetBucketLifecycleConfiguration(), new() { Bucket = Bucket }));

        Assert.Equal("The lifecycle configuration does not exist", error.Message);
    }
}
