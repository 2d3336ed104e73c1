using Holdfast.Kernel;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class GetAccountSummaryTests : IamTests
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
    public async Task Acts_on_no_resource_in_particular()
        => Assert.Equal(Target.Any, await World.TargetAsync(GetAccountSummary, new()));

    private void GivenAccount(string? passwordHash) => World.Given(new IamAccount
    {
        Id = Account,
        Name = "test",
        Email = "root@example.com",
        Partition = "aws",
        CreateDate = Created,
        PasswordHash = passwordHash,
    });
}
