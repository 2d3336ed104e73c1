using System.Text;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class CreateVirtualMFADeviceTests : CredentialTests
{
    private CreateVirtualMFADevice CreateVirtualMFADevice => new(World.Sealer, Quotas);

    [Fact]
    public async Task Shows_the_seed_once_and_stores_it_sealed_for_this_device()
    {
        var response = await World.CallAsync(
            CreateVirtualMFADevice,
            new() { VirtualMFADeviceName = "phone", Path = "/team/", Tags = [new() { Key = "team", Value = "red" }] });

        var device = response.VirtualMFADevice;
        var seed = Encoding.ASCII.GetString(device.Base32StringSeed!.Value.Span);
        Assert.Equal("arn:aws:iam::111122223333:mfa/team/phone", device.SerialNumber);
        Assert.Matches("^[A-Z2-7]{64}$", seed);
        Assert.Equal("red", device.Tags![0].Value);
        Assert.Null(device.EnableDate);
        var stored = World.Changes[^1].After<VirtualMfaDevice>()!;
        Assert.Equal(seed, World.Sealer.Open(stored.SealedSeed, device.SerialNumber));
        Assert.DoesNotContain(seed, response.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(seed, stored.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draws_the_seed_as_a_picture_that_an_authenticator_reads()
    {
        var response = await World.CallAsync(CreateVirtualMFADevice, new() { VirtualMFADeviceName = "phone" });

        var seed = Encoding.ASCII.GetString(response.VirtualMFADevice.Base32StringSeed!.Value.Span);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], response.VirtualMFADevice.QRCodePNG!.Value[..8].ToArray());
        Assert.Equal(SeedQrCode.Draw("phone", "111122223333", seed), response.VirtualMFADevice.QRCodePNG!.Value.ToArray());
        Assert.Equal($"otpauth://totp/phone@111122223333?secret={seed}", SeedQrCode.UriOf("phone", "111122223333", seed));
    }

    [Fact]
    public async Task Names_the_account_by_its_alias_in_the_picture()
    {
        World.Given(new AccountAlias { Alias = "acme", Account = Account });

        var response = await World.CallAsync(CreateVirtualMFADevice, new() { VirtualMFADeviceName = "phone" });

        var seed = Encoding.ASCII.GetString(response.VirtualMFADevice.Base32StringSeed!.Value.Span);
        Assert.Equal(SeedQrCode.Draw("phone", "acme", seed), response.VirtualMFADevice.QRCodePNG!.Value.ToArray());
    }

    [Fact]
    public async Task Refuses_a_second_device_of_the_same_path_and_name()
    {
        await World.CallAsync(CreateVirtualMFADevice, new() { VirtualMFADeviceName = "phone" });
        await World.CallAsync(CreateVirtualMFADevice, new() { VirtualMFADeviceName = "phone", Path = "/team/" });

        Assert.Equal(
            "MFADevice entity at the same path and name already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(
                () => World.CallAsync(CreateVirtualMFADevice, new() { VirtualMFADeviceName = "PHONE" })));
    }

    [Fact]
    public async Task Refuses_more_devices_than_the_account_may_have_users()
    {
        var operation = new CreateVirtualMFADevice(World.Sealer, Quotas with { UsersPerAccount = 1 });
        await World.CallAsync(operation, new() { VirtualMFADeviceName = "one" });

        Assert.Equal(
            "Cannot exceed quota for VirtualMFADevicesPerAccount: 1",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(operation, new() { VirtualMFADeviceName = "two" })));
    }

    [Fact]
    public async Task Refuses_a_tag_that_is_reserved()
        => await RefusedAsync<InvalidInputException>(() => World.CallAsync(
            CreateVirtualMFADevice, new() { VirtualMFADeviceName = "phone", Tags = [new() { Key = "aws:x", Value = "" }] }));

    [Fact]
    public async Task Acts_on_the_device_to_be_made_with_the_tags_of_the_request()
    {
        var target = await World.TargetAsync(
            CreateVirtualMFADevice, new() { VirtualMFADeviceName = "phone", Path = "/team/", Tags = [new() { Key = "team", Value = "red" }] });

        Assert.Equal("arn:aws:iam::111122223333:mfa/team/phone", target.Resource.Value);
        Assert.Equal(["aws:RequestTag/team", "aws:TagKeys"], target.Context.Select(key => key.Name));
    }
}
