using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class DeactivateMFADeviceTests : CredentialTests
{
    [Fact]
    public async Task Takes_the_device_from_the_user_and_keeps_it_unassigned()
    {
        GivenUser("alice");
        await GivenEnabledDeviceAsync("alice");

        await World.CallAsync(new DeactivateMFADevice(), new() { UserName = "alice", SerialNumber = Phone });

        Assert.Empty(await World.ListAsync<EnabledMfaDevice>(""));
        Assert.Null(Assert.Single(await World.ListAsync<VirtualMfaDevice>("")).OwnerId);
    }

    [Fact]
    public async Task Takes_the_device_of_the_caller_when_no_user_is_named()
    {
        await GivenEnabledDeviceAsync("root");

        await World.CallAsync(new DeactivateMFADevice(), new() { SerialNumber = Phone });

        Assert.Empty(await World.ListAsync<EnabledMfaDevice>(""));
    }

    [Fact]
    public async Task Takes_a_device_that_is_not_virtual()
    {
        var user = GivenUser("alice");
        World.Given(new EnabledMfaDevice { Account = Account, OwnerId = user.Id, SerialNumber = "GAHT12345678", EnableDate = Created });

        await World.CallAsync(new DeactivateMFADevice(), new() { UserName = "alice", SerialNumber = "GAHT12345678" });

        Assert.Empty(await World.ListAsync<EnabledMfaDevice>(""));
    }

    [Fact]
    public async Task Refuses_a_device_of_somebody_else()
    {
        GivenUser("alice");
        GivenUser("bob");
        await GivenEnabledDeviceAsync("alice");

        Assert.Equal(
            "MFA Device invalid for user.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DeactivateMFADevice(), new() { UserName = "bob", SerialNumber = Phone })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DeactivateMFADevice(), new() { UserName = "nobody", SerialNumber = Phone })));

    [Fact]
    public async Task Refuses_a_session_that_names_nobody()
        => await RefusedAsync<CommonException>(
            () => World.CallAsync(new DeactivateMFADevice(), new() { SerialNumber = Phone }, caller: Session));
}
