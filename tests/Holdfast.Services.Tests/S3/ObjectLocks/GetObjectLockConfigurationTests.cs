using Holdfast.Services.S3;
using Holdfast.Services.S3.ObjectLocks;

namespace Holdfast.Services.Tests.S3.ObjectLocks;

public sealed class GetObjectLockConfigurationTests : S3Tests
{
    [Fact]
    public async Task Tells_of_a_lock_without_and_with_a_default_retention()
    {
        await GivenBucketAsync(isLocked: true);

        var without = await GetAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Lock = new() { Mode = "COMPLIANCE", Years = 2 } });
        var with = await GetAsync();

        Assert.Equal(("Enabled", null), (without.ObjectLockConfiguration!.ObjectLockEnabled, without.ObjectLockConfiguration.Rule));
        Assert.Equal(("COMPLIANCE", null, 2), Of(with.ObjectLockConfiguration!.Rule!.DefaultRetention!));
    }

    [Fact]
    public async Task Says_that_a_bucket_has_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("ObjectLockConfigurationNotFoundError", GetAsync);

        Assert.Equal((404, "Object Lock configuration does not exist for this bucket"), (error.Status, error.Message));
    }

    private static (string?, int?, int?) Of(DefaultRetentionShape retention) => (retention.Mode, retention.Days, retention.Years);

    private Task<GetObjectLockConfigurationResponse> GetAsync() => World.CallAsync(new GetObjectLockConfiguration(), new() { Bucket = Bucket });
}
