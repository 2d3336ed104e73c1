using Holdfast.Kernel;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.ServerCertificates;
using Holdfast.Services.Iam.SigningCertificates;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class GetAccountSummaryTests : CredentialTests
{
    private GetAccountSummary GetAccountSummary => new(Quotas with { UsersPerAccount = 7 });

    [Fact]
    public async Task Counts_what_is_in_the_account_and_tells_the_quotas_in_force()
    {
        GivenAccount(passwordHash: "hash");
        GivenUser("alice");
        GivenUser("bob");
        GivenGroup("crew");
        GivenInstanceProfile("web", role: GivenRole("deploy"));
        GivenLinkedRole();
        var policy = GivenPolicy("shared");
        await World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = policy.Arn.Value, PolicyDocument = OtherDocument });
        await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new());

        var summary = (await World.CallAsync(GetAccountSummary, new())).SummaryMap!;

        Assert.Equal((2, 1, 1, 2), (summary["Users"], summary["Groups"], summary["Policies"], summary["PolicyVersionsInUse"]));
        Assert.Equal((2, 1), (summary["Roles"], summary["InstanceProfiles"]));
        Assert.Equal((1000, 1000, 10), (summary["RolesQuota"], summary["InstanceProfilesQuota"], summary["AttachedPoliciesPerRoleQuota"]));
        Assert.Equal((1, 1), (summary["AccountAccessKeysPresent"], summary["AccountPasswordPresent"]));
        Assert.Equal((7, 300, 6144), (summary["UsersQuota"], summary["GroupsQuota"], summary["PolicySizeQuota"]));
        Assert.Equal(34, summary.Count);
    }

    [Fact]
    public async Task Counts_keys_of_users_as_none_of_the_account()
    {
        GivenAccount(passwordHash: null);
        GivenUser("alice");
        await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = "alice" });

        var summary = (await World.CallAsync(GetAccountSummary, new())).SummaryMap!;

        Assert.Equal((0, 0), (summary["AccountAccessKeysPresent"], summary["AccountPasswordPresent"]));
    }

    [Fact]
    public async Task Counts_devices_and_certificates_and_tells_what_root_has()
    {
        GivenAccount();
        var user = GivenUser("alice");
        await GivenEnabledDeviceAsync("alice", "hers");
        await NewDeviceAsync("spare");
        GivenCertificates(user.Id);

        var before = (await World.CallAsync(GetAccountSummary, new())).SummaryMap!;
        await GivenEnabledDeviceAsync("root", "its");
        World.Given(new SigningCertificate { Account = Account, OwnerId = Account.Value, Id = "B", Body = "", Status = "Active", UploadDate = Created });
        var after = (await World.CallAsync(GetAccountSummary, new())).SummaryMap!;

        Assert.Equal((2, 1, 1, 20, 2), (before["MFADevices"], before["MFADevicesInUse"], before["ServerCertificates"], before["ServerCertificatesQuota"], before["SigningCertificatesPerUserQuota"]));
        Assert.Equal((0, 0), (before["AccountMFAEnabled"], before["AccountSigningCertificatesPresent"]));
        Assert.Equal((3, 2), (after["MFADevices"], after["MFADevicesInUse"]));
        Assert.Equal((1, 1), (after["AccountMFAEnabled"], after["AccountSigningCertificatesPresent"]));
    }

    [Fact]
    public async Task Acts_on_no_resource_in_particular()
        => Assert.Equal(Target.Any, await World.TargetAsync(GetAccountSummary, new()));

    private void GivenCertificates(string userId)
    {
        World.Given(new SigningCertificate { Account = Account, OwnerId = userId, Id = "A", Body = "", Status = "Active", UploadDate = Created });
        World.Given(new ServerCertificate
        {
            Account = Account,
            Partition = "aws",
            Name = "www",
            Path = "/",
            Id = "ASCA",
            Body = "",
            SealedPrivateKey = "",
            UploadDate = Created,
            Expiration = Created,
        });
    }
}
