using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class EnableMFADeviceTests : CredentialTests
{
    [Fact]
    public async Task Gives_a_user_a_device_whose_codes_were_right_and_uses_them_up()
    {
        var user = GivenUser("alice");
        var totp = await NewDeviceAsync();

        await EnableAsync("alice", totp, Step - 1);

        var device = Assert.Single(await World.ListAsync<VirtualMfaDevice>(""));
        Assert.Equal((user.Id, Step, 0), (device.OwnerId, device.LastStep, device.Drift));
        var enabled = Assert.Single(await World.ListAsync<EnabledMfaDevice>(""));
        Assert.Equal((user.Id, Phone, World.Now), (enabled.OwnerId, enabled.SerialNumber, enabled.EnableDate));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(59)]
    public async Task Learns_how_far_the_clock_of_the_authenticator_is_off(int steps)
    {
        GivenUser("alice");
        var totp = await NewDeviceAsync();

        await EnableAsync("alice", totp, Step - 1 + steps);

        Assert.Equal(steps, Assert.Single(await World.ListAsync<VirtualMfaDevice>("")).Drift);
    }

    [Theory]
    [InlineData(-61)]
    [InlineData(61)]
    public async Task Refuses_codes_that_are_too_far_off(int steps)
    {
        GivenUser("alice");
        var totp = await NewDeviceAsync();

        Assert.Equal(
            "Authentication code for device is not valid.",
            await RefusedAsync<InvalidAuthenticationCodeException>(() => EnableAsync("alice", totp, Step - 1 + steps)));
    }

    [Fact]
    public async Task Refuses_one_code_given_twice()
    {
        GivenUser("alice");
        var code = (await NewDeviceAsync()).CodeOf(Step);

        await RefusedAsync<InvalidAuthenticationCodeException>(() => World.CallAsync(
            EnableMFADevice, new() { UserName = "alice", SerialNumber = Phone, AuthenticationCode1 = code, AuthenticationCode2 = code }));
    }

    [Fact]
    public async Task Refuses_codes_that_were_used_before_the_device_was_deactivated()
    {
        GivenUser("alice");
        var totp = await GivenEnabledDeviceAsync("alice");
        await World.CallAsync(new DeactivateMFADevice(), new() { UserName = "alice", SerialNumber = Phone });

        await RefusedAsync<InvalidAuthenticationCodeException>(() => EnableAsync("alice", totp, Step - 1));
        await EnableAsync("alice", totp, Step + 1);
    }

    [Fact]
    public async Task Gives_root_a_device_of_its_own_by_the_name_root()
    {
        GivenUser("root");
        var totp = await NewDeviceAsync();

        await EnableAsync("root", totp, Step - 1);

        Assert.Equal(Account.Value, Assert.Single(await World.ListAsync<EnabledMfaDevice>("")).OwnerId);
    }

    [Fact]
    public async Task Takes_root_for_a_user_when_a_user_calls()
    {
        GivenUser("alice");
        var totp = await NewDeviceAsync();

        Assert.Equal(
            "The user with name root cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => EnableAsync("root", totp, Step - 1, asUser: "alice")));
    }

    [Fact]
    public async Task Refuses_a_device_that_is_in_use()
    {
        GivenUser("alice");
        GivenUser("bob");
        var totp = await GivenEnabledDeviceAsync("alice");

        Assert.Equal(
            "MFA Device is already in use.",
            await RefusedAsync<EntityAlreadyExistsException>(() => EnableAsync("bob", totp, Step + 1)));
    }

    [Fact]
    public async Task Refuses_a_ninth_device_of_a_user()
    {
        GivenUser("alice");
        for (var number = 1; number <= 8; number++)
        {
            await GivenEnabledDeviceAsync("alice", "phone-" + number);
        }

        var ninth = await NewDeviceAsync("ninth");
        Assert.Equal(
            "Cannot exceed quota for MFADevicesPerUser: 8",
            await RefusedAsync<LimitExceededException>(
                () => EnableAsync("alice", ninth, Step - 1, "arn:aws:iam::111122223333:mfa/ninth")));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:mfa/nothing")]
    [InlineData("arn:aws:iam::444455556666:mfa/phone")]
    [InlineData("arn:aws:iam::111122223333:u2f/user/alice/key-1")]
    [InlineData("GAHT12345678")]
    public async Task Refuses_a_device_whose_seed_is_not_known(string serialNumber)
    {
        GivenUser("alice");
        var totp = await NewDeviceAsync();

        Assert.Equal(
            $"VirtualMFADevice with serial number {serialNumber} does not exist.",
            await RefusedAsync<NoSuchEntityException>(() => EnableAsync("alice", totp, Step - 1, serialNumber)));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
    {
        var totp = await NewDeviceAsync();

        Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => EnableAsync("nobody", totp, Step - 1)));
    }

    [Fact]
    public async Task Acts_on_the_user_or_on_root()
    {
        EnableMFADeviceRequest request = new() { UserName = "root", SerialNumber = Phone, AuthenticationCode1 = "1", AuthenticationCode2 = "2" };

        Assert.Equal("arn:aws:iam::111122223333:root", (await World.TargetAsync(EnableMFADevice, request)).Resource.Value);
        Assert.Equal("arn:aws:iam::111122223333:user/root", (await World.TargetAsync(EnableMFADevice, request, asUser: "alice")).Resource.Value);
    }
}
