using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class ListMFADevicesTests : CredentialTests
{
    [Fact]
    public async Task Lists_the_devices_of_a_user_page_by_page()
    {
        GivenUser("alice");
        GivenUser("bob");
        await GivenEnabledDeviceAsync("alice", "phone-1");
        await GivenEnabledDeviceAsync("alice", "phone-2");
        await GivenEnabledDeviceAsync("bob", "phone-3");

        var first = await World.CallAsync(new ListMFADevices(), new() { UserName = "alice", MaxItems = 1 });
        var second = await World.CallAsync(new ListMFADevices(), new() { UserName = "alice", MaxItems = 1, Marker = first.Marker });

        var device = Assert.Single(first.MFADevices);
        Assert.Equal(("alice", "arn:aws:iam::111122223333:mfa/phone-1", World.Now), (device.UserName, device.SerialNumber, device.EnableDate));
        Assert.True(first.IsTruncated);
        Assert.Equal("arn:aws:iam::111122223333:mfa/phone-2", Assert.Single(second.MFADevices).SerialNumber);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Lists_those_of_the_caller_when_no_user_is_named()
    {
        GivenUser("alice");
        await GivenEnabledDeviceAsync("alice", "hers");
        await GivenEnabledDeviceAsync("root", "its");

        Assert.EndsWith("/hers", Assert.Single((await World.CallAsync(new ListMFADevices(), new(), asUser: "alice")).MFADevices).SerialNumber, StringComparison.Ordinal);
        Assert.EndsWith("/its", Assert.Single((await World.CallAsync(new ListMFADevices(), new())).MFADevices).SerialNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListMFADevices(), new() { UserName = "nobody" })));
}
