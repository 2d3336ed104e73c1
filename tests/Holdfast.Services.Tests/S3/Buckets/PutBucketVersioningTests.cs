using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class PutBucketVersioningTests : S3Tests
{
    private const string Mfa = OneCodeDevices.Serial + " 123456";

    [Fact]
    public async Task Turns_versioning_on_and_suspends_it()
    {
        await GivenBucketAsync();

        await SetAsync("Enabled", mfaDelete: "Disabled");
        Assert.True((await BucketAsync()).IsVersioned);
        await SetAsync("Suspended");

        Assert.Equal("Suspended", (await BucketAsync()).Versioning);
        Assert.Equal(0, Devices.Looks);
    }

    [Fact]
    public async Task Refuses_what_is_no_state()
    {
        await GivenBucketAsync();

        var missing = await RefusedAsync("IllegalVersioningConfigurationException", () => SetAsync(null));
        await RefusedAsync("MalformedXML", () => SetAsync("Off"));
        await RefusedAsync("MalformedXML", () => SetAsync("Enabled", mfaDelete: "Maybe"));

        Assert.Equal("The Versioning element must be specified", missing.Message);
    }

    [Fact]
    public async Task Does_not_suspend_the_versioning_of_a_bucket_with_object_lock()
    {
        await GivenBucketAsync(isLocked: true);

        var error = await RefusedAsync("InvalidBucketState", () => SetAsync("Suspended"));

        Assert.Equal(409, error.Status);
        Assert.Equal("An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.", error.Message);
        await SetAsync("Enabled");
    }

    [Fact]
    public async Task Lets_root_turn_mfa_delete_on_with_a_code_that_is_good_once()
    {
        await GivenBucketAsync();

        await RefusedAsync("AccessDenied", () => SetAsync("Enabled", "Enabled"));
        await RefusedAsync("AccessDenied", () => SetAsync("Enabled", "Enabled", $"{OneCodeDevices.Serial} 000000"));
        await RefusedAsync("AccessDenied", () => SetAsync("Enabled", "Enabled", "123456"));
        await SetAsync("Enabled", "Enabled", Mfa);

        Assert.True((await BucketAsync()).MfaDelete);
        await RefusedAsync("AccessDenied", () => SetAsync("Enabled", "Disabled", Mfa));
    }

    [Fact]
    public async Task Lets_nobody_but_the_owners_root_change_anything_under_mfa_delete()
    {
        await GivenBucketAsync();
        var request = Request("Enabled", "Enabled", Mfa);

        var error = await RefusedAsync("AccessDenied", () => World.CallAsync(new PutBucketVersioning(Devices), request, asUser: "alice"));
        await RefusedAsync("AccessDenied", () => World.CallAsync(new PutBucketVersioning(Devices), request, account: new("444455556666")));

        Assert.Equal("This operation may only be performed by the bucket owner", error.Message);
        Assert.Equal(0, Devices.Looks);
    }

    [Fact]
    public async Task Asks_for_a_code_for_every_change_while_mfa_delete_is_on()
    {
        await GivenBucketAsync();
        await SetAsync("Enabled", "Enabled", Mfa);

        var error = await RefusedAsync("AccessDenied", () => SetAsync("Suspended"));
        await RefusedAsync("AccessDenied", () => SetAsync("Enabled", "Disabled"));
        Devices.Code = "654321";
        await SetAsync("Suspended", mfa: $"{OneCodeDevices.Serial} 654321");

        Assert.Equal("Mfa Authentication must be used for this request", error.Message);
        Assert.True((await BucketAsync()) is { Versioning: "Suspended", MfaDelete: true });
        Devices.Code = "111111";
        await SetAsync("Enabled", "Disabled", $"{OneCodeDevices.Serial} 111111");
        Assert.False((await BucketAsync()).MfaDelete);
    }

    private static PutBucketVersioningRequest Request(string? status, string? mfaDelete, string? mfa)
        => new() { Bucket = Bucket, MFA = mfa, VersioningConfiguration = new() { Status = status, MFADelete = mfaDelete } };

    private Task<PutBucketVersioningResponse> SetAsync(string? status, string? mfaDelete = null, string? mfa = null)
        => World.CallAsync(new PutBucketVersioning(Devices), Request(status, mfaDelete, mfa));
}
