using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class MfaCodesTests : CredentialTests
{
    private static readonly Caller Alice = World.UserOf(World.Account, "alice");

    private IMfaDevices Devices => new MfaCodes(World.Sealer, WallClock);

    [Fact]
    public async Task Accepts_a_code_once()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");

        Assert.True(await TryAsync(totp.CodeOf(Step + 1)));
        Assert.False(await TryAsync(totp.CodeOf(Step + 1)));
    }

    [Fact]
    public async Task Refuses_the_codes_that_enabled_the_device()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");

        Assert.False(await TryAsync(totp.CodeOf(Step)));
        Assert.False(await TryAsync(totp.CodeOf(Step - 1)));
    }

    [Fact]
    public async Task Accepts_a_code_that_comes_half_a_minute_late_and_none_that_is_older()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");
        await World.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.False(await TryAsync(totp.CodeOf(Step - 2)));
        Assert.False(await TryAsync(totp.CodeOf(Step + 2)));
        Assert.True(await TryAsync(totp.CodeOf(Step - 1)));
    }

    [Fact]
    public async Task Follows_an_authenticator_whose_clock_drifts()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");
        for (var drift = 1; drift <= 5; drift++)
        {
            await World.AdvanceAsync(TimeSpan.FromDays(30));

            Assert.True(await TryAsync(totp.CodeOf(Step + drift)));
        }
    }

    [Fact]
    public async Task Uses_a_code_up_only_when_the_transaction_commits()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");
        using (var transaction = World.Store.Begin(new("test", 0)))
        {
            Assert.True(await Devices.TryUseCodeAsync(transaction, Alice, Phone, totp.CodeOf(Step + 1), CancellationToken.None));
        }

        Assert.True(await TryAsync(totp.CodeOf(Step + 1)));
    }

    [Fact]
    public async Task Accepts_roots_code_for_root_alone()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("root");

        Assert.False(await TryAsync(totp.CodeOf(Step + 1)));
        Assert.True(await TryAsync(totp.CodeOf(Step + 1), caller: World.RootOf(Account)));
    }

    [Fact]
    public async Task Refuses_a_device_that_is_not_enabled_or_not_there()
    {
        GivenUser("alice");
        var totp = await NewDeviceAsync();

        Assert.False(await TryAsync(totp.CodeOf(Step)));
        Assert.False(await TryAsync(totp.CodeOf(Step), "arn:aws:iam::111122223333:mfa/other"));
        Assert.False(await TryAsync(totp.CodeOf(Step), caller: Session));
        Assert.False(await TryAsync(totp.CodeOf(Step), caller: World.UserOf(Account, "nobody")));
    }

    [Fact]
    public async Task Refuses_a_code_of_a_device_whose_seed_is_not_known()
    {
        var user = GivenUser("alice");
        World.Given(new EnabledMfaDevice { Account = Account, OwnerId = user.Id, SerialNumber = "GAHT12345678", EnableDate = Created });

        Assert.False(await TryAsync("123456", "GAHT12345678"));
    }

    [Fact]
    public async Task Tells_the_devices_of_a_principal()
    {
        GivenUser("alice");
        await GivenEnabledDeviceAsync("alice", "a");
        await GivenEnabledDeviceAsync("alice", "b");
        await NewDeviceAsync("c");

        using var transaction = World.Store.Begin(new("test", 0));
        Assert.Equal(
            ["arn:aws:iam::111122223333:mfa/a", "arn:aws:iam::111122223333:mfa/b"],
            await Devices.SerialNumbersOfAsync(transaction, Alice, CancellationToken.None));
        Assert.Empty(await Devices.SerialNumbersOfAsync(transaction, World.RootOf(Account), CancellationToken.None));
        Assert.Empty(await Devices.SerialNumbersOfAsync(transaction, Session, CancellationToken.None));
    }

    private Task<bool> TryAsync(string code, string serialNumber = Phone, Caller? caller = null)
        => InTransactionAsync(async transaction => await Devices.TryUseCodeAsync(transaction, caller ?? Alice, serialNumber, code, CancellationToken.None));
}
