using Holdfast.Kernel;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class ListVirtualMFADevicesTests : CredentialTests
{
    [Fact]
    public async Task Lists_all_devices_with_those_whom_they_are_assigned_to_and_no_seed()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenEnabledDeviceAsync("alice", "b");
        await GivenEnabledDeviceAsync("root", "c");
        await NewDeviceAsync("a");

        var devices = (await World.CallAsync(new ListVirtualMFADevices(), new())).VirtualMFADevices;

        Assert.Equal(
            [("a", null), ("b", "arn:aws:iam::111122223333:user/alice"), ("c", "arn:aws:iam::111122223333:root")],
            devices.Select(device => (device.SerialNumber[^1..], device.User?.Arn)));
        Assert.Equal([null, World.Now, World.Now], devices.Select(device => device.EnableDate));
        Assert.All(devices, device => Assert.Null(device.Base32StringSeed));
        Assert.All(devices, device => Assert.Null(device.QRCodePNG));
    }

    [Theory]
    [InlineData("Assigned", "b")]
    [InlineData("Unassigned", "a")]
    [InlineData("Any", "a,b")]
    public async Task Lists_those_of_a_status(string status, string names)
    {
        GivenUser("alice");
        await GivenEnabledDeviceAsync("alice", "b");
        await NewDeviceAsync("a");

        var devices = (await World.CallAsync(new ListVirtualMFADevices(), new() { AssignmentStatus = status })).VirtualMFADevices;

        Assert.Equal(names, string.Join(',', devices.Select(device => device.SerialNumber[^1..])));
    }

    [Fact]
    public async Task Goes_on_from_a_marker_that_is_good_for_one_status_only()
    {
        await NewDeviceAsync("a");
        await NewDeviceAsync("b");

        var first = await World.CallAsync(new ListVirtualMFADevices(), new() { MaxItems = 1 });
        var second = await World.CallAsync(new ListVirtualMFADevices(), new() { MaxItems = 1, Marker = first.Marker });

        Assert.True(first.IsTruncated);
        Assert.EndsWith("/b", Assert.Single(second.VirtualMFADevices).SerialNumber, StringComparison.Ordinal);
        Assert.False(second.IsTruncated);
        await RefusedAsync<CommonException>(
            () => World.CallAsync(new ListVirtualMFADevices(), new() { AssignmentStatus = "Unassigned", Marker = first.Marker }));
    }
}
