using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class GetMFADeviceTests : CredentialTests
{
    [Fact]
    public async Task Tells_about_a_device_of_a_user_or_of_the_caller()
    {
        GivenUser("alice");
        await GivenEnabledDeviceAsync("alice");

        var named = await World.CallAsync(new GetMFADevice(), new() { UserName = "alice", SerialNumber = Phone });

        Assert.Equal(("alice", Phone, World.Now), (named.UserName, named.SerialNumber, named.EnableDate));
        Assert.Equal(named, await World.CallAsync(new GetMFADevice(), new() { SerialNumber = Phone }, asUser: "alice"));
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
                () => World.CallAsync(new GetMFADevice(), new() { UserName = "bob", SerialNumber = Phone })));
    }
}
