using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class DeleteVirtualMFADeviceTests : CredentialTests
{
    [Fact]
    public async Task Deletes_a_device_that_nobody_uses()
    {
        await NewDeviceAsync();

        await World.CallAsync(new DeleteVirtualMFADevice(), new() { SerialNumber = Phone });

        Assert.Empty(await World.ListAsync<VirtualMfaDevice>(""));
    }

    [Fact]
    public async Task Refuses_a_device_that_is_in_use()
    {
        GivenUser("alice");
        await GivenEnabledDeviceAsync("alice");

        Assert.Equal(
            "MFA VirtualDevice in use. Must deactivate first.",
            await RefusedAsync<DeleteConflictException>(() => World.CallAsync(new DeleteVirtualMFADevice(), new() { SerialNumber = Phone })));
    }

    [Fact]
    public async Task Refuses_an_unknown_device()
        => Assert.Equal(
            $"VirtualMFADevice with serial number {Phone} does not exist.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteVirtualMFADevice(), new() { SerialNumber = Phone })));
}
