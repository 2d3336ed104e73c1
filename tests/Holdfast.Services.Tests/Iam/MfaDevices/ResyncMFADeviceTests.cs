using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class ResyncMFADeviceTests : CredentialTests
{
    private ResyncMFADevice ResyncMFADevice => new(World.Sealer, WallClock);

    [Fact]
    public async Task Learns_the_drift_of_an_authenticator_whose_codes_were_refused()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");

        await ResyncAsync(totp, Step + 20);

        var device = Assert.Single(await World.ListAsync<VirtualMfaDevice>(""));
        Assert.Equal((21, Step + 21), (device.Drift, device.LastStep));
    }

    [Fact]
    public async Task Refuses_codes_that_are_not_in_a_row()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");

        Assert.Equal(
            "Authentication code for device is not valid.",
            await RefusedAsync<InvalidAuthenticationCodeException>(() => ResyncAsync(totp, Step + 1, Step + 3)));
    }

    [Fact]
    public async Task Refuses_codes_that_were_used()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");

        await RefusedAsync<InvalidAuthenticationCodeException>(() => ResyncAsync(totp, Step - 1));
    }

    [Fact]
    public async Task Refuses_a_device_that_the_user_has_not_enabled()
    {
        GivenUser("alice");
        var totp = await NewDeviceAsync();

        Assert.Equal("MFA Device invalid for user.", await RefusedAsync<NoSuchEntityException>(() => ResyncAsync(totp, Step)));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name alice cannot be found.", await RefusedAsync<NoSuchEntityException>(() => ResyncAsync(new([]), Step)));

    private Task ResyncAsync(Totp totp, long first, long? second = null)
        => World.CallAsync(ResyncMFADevice, new()
        {
            UserName = "alice",
            SerialNumber = Phone,
            AuthenticationCode1 = totp.CodeOf(first),
            AuthenticationCode2 = totp.CodeOf(second ?? first + 1),
        });
}
