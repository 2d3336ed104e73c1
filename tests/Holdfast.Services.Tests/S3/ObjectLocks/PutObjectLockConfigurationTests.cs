using Holdfast.Services.S3;
using Holdfast.Services.S3.ObjectLocks;

namespace Holdfast.Services.Tests.S3.ObjectLocks;

public sealed class PutObjectLockConfigurationTests : S3Tests
{
    [Fact]
    public async Task Turns_the_lock_of_a_versioned_bucket_on()
    {
        await GivenBucketAsync(versioning: "Enabled");

        await PutAsync(new ObjectLockConfigurationShape { ObjectLockEnabled = "Enabled" });

        Assert.True((await BucketAsync()).Lock is { Mode: null });
    }

    [Fact]
    public async Task Sets_the_default_retention_and_takes_it_away()
    {
        await GivenBucketAsync(isLocked: true);

        await PutAsync(Rule("GOVERNANCE", days: 30));
        Assert.True((await BucketAsync()).Lock is { Mode: "GOVERNANCE", Days: 30, Years: 0 });
        await PutAsync(new ObjectLockConfigurationShape { ObjectLockEnabled = "Enabled" });

        Assert.True((await BucketAsync()).Lock is { Mode: null, Days: 0 });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Suspended")]
    public async Task Refuses_a_bucket_that_keeps_no_versions(string? versioning)
    {
        await GivenBucketAsync(versioning: versioning);

        var error = await RefusedAsync("InvalidBucketState", () => PutAsync(Rule("GOVERNANCE", days: 1)));

        Assert.Equal((409, "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"), (error.Status, error.Message));
    }

    [Theory]
    [InlineData("GOVERNANCE", null, null)]
    [InlineData("GOVERNANCE", 1, 1)]
    [InlineData("governance", 1, null)]
    [InlineData(null, 1, null)]
    public async Task Refuses_half_a_rule(string? mode, int? days, int? years)
    {
        await GivenBucketAsync(isLocked: true);

        await RefusedAsync("MalformedXML", () => PutAsync(Rule(mode, days, years)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(36_501, null)]
    [InlineData(null, 101)]
    [InlineData(null, 0)]
    public async Task Refuses_a_period_that_is_none(int? days, int? years)
    {
        await GivenBucketAsync(isLocked: true);

        await RefusedAsync("InvalidArgument", () => PutAsync(Rule("COMPLIANCE", days, years)));
    }

    [Fact]
    public async Task Cannot_turn_the_lock_off()
    {
        await GivenBucketAsync(isLocked: true);

        await RefusedAsync("MalformedXML", () => PutAsync(new ObjectLockConfigurationShape { ObjectLockEnabled = "Disabled" }));
        await RefusedAsync("MalformedXML", () => PutAsync((ObjectLockConfigurationShape?)null));
    }

    private static ObjectLockConfigurationShape Rule(string? mode, int? days = null, int? years = null)
        => new() { ObjectLockEnabled = "Enabled", Rule = new() { DefaultRetention = new() { Mode = mode, Days = days, Years = years } } };

    private Task<PutObjectLockConfigurationResponse> PutAsync(ObjectLockConfigurationShape? configuration)
        => World.CallAsync(new PutObjectLockConfiguration(), new() { Bucket = Bucket, ObjectLockConfiguration = configuration });
}
