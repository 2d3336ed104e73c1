using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Simulation;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.AwsManagedPolicies;

/// <summary>What is true of policies that AWS manages wherever a customer's may be used.</summary>
public sealed class AwsPolicyUseTests : IamTests
{
    private const string ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    private const string SupportRole = "arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy";

    [Fact]
    public async Task One_that_is_attached_governs_the_user()
    {
        GivenUser("alice");
        var key = await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = "alice" });
        await AttachAsync("alice", Administrator);

        using var transaction = World.Store.Begin(new Cause("find", 0));
        var identity = await new IdentitySource().FindAsync(transaction, key.AccessKey.AccessKeyId, CancellationToken.None);

        Assert.Equal(
            new PolicySource(
                PolicyPart.Identity,
                Administrator,
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""),
            Assert.Single(identity!.Policies));
    }

    [Fact]
    public async Task One_may_bound_a_user()
    {
        GivenUser("alice");

        await World.CallAsync(new PutUserPermissionsBoundary(), new() { UserName = "alice", PermissionsBoundary = ReadOnly });

        var policy = (await World.CallAsync(new GetPolicy(), new() { PolicyArn = ReadOnly })).Policy!;
        Assert.Equal((0, 1), (policy.AttachmentCount, policy.PermissionsBoundaryUsageCount));
    }

    [Fact]
    public async Task Each_account_counts_and_lists_its_own_uses()
    {
        GivenUser("alice");
        await AttachAsync("alice", ReadOnly);
        var other = new AccountId("444455556666");

        var own = await World.CallAsync(new ListEntitiesForPolicy(), new() { PolicyArn = ReadOnly });
        var others = await World.CallAsync(new ListEntitiesForPolicy(), new() { PolicyArn = ReadOnly }, account: other);

        Assert.Equal("alice", Assert.Single(own.PolicyUsers!).UserName);
        Assert.Empty(others.PolicyUsers!);
        Assert.Equal(1, (await World.CallAsync(new GetPolicy(), new() { PolicyArn = ReadOnly })).Policy!.AttachmentCount);
        Assert.Equal(0, (await World.CallAsync(new GetPolicy(), new() { PolicyArn = ReadOnly }, account: other)).Policy!.AttachmentCount);
    }

    [Fact]
    public async Task One_is_listed_with_the_user_and_can_be_detached()
    {
        GivenUser("alice");
        await AttachAsync("alice", ReadOnly);

        var attached = await World.CallAsync(new ListAttachedUserPolicies(), new() { UserName = "alice" });
        await World.CallAsync(new DetachUserPolicy(), new() { UserName = "alice", PolicyArn = ReadOnly });

        Assert.Equal(("ReadOnlyAccess", ReadOnly), (attached.AttachedPolicies![0].PolicyName, attached.AttachedPolicies[0].PolicyArn));
        Assert.Empty(await World.ListAsync<PolicyUse>(""));
    }

    [Fact]
    public async Task One_takes_part_in_simulations_by_its_name()
    {
        var user = GivenUser("alice");
        await AttachAsync("alice", ReadOnly);

        var simulated = await World.CallAsync(
            new SimulatePrincipalPolicy(), new() { PolicySourceArn = user.Arn.Value, ActionNames = ["s3:GetObject", "s3:DeleteObject"] });

        Assert.Equal(["allowed", "implicitDeny"], simulated.EvaluationResults!.Select(result => result.EvalDecision));
        Assert.Equal("ReadOnlyAccess", simulated.EvaluationResults![0].MatchedStatements![0].SourcePolicyId);
    }

    [Fact]
    public async Task One_that_does_not_exist_cannot_be_attached()
    {
        GivenUser("alice");

        Assert.Equal(
            "Policy arn:aws:iam::aws:policy/NoAccess does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => AttachAsync("alice", "arn:aws:iam::aws:policy/NoAccess")));
    }

    [Fact]
    public async Task One_of_a_service_linked_role_cannot_be_attached()
    {
        GivenUser("alice");

        Assert.Equal(
            "Cannot attach a Service Role Policy to a Customer Role.",
            await RefusedAsync<PolicyNotAttachableException>(() => AttachAsync("alice", SupportRole)));
    }

    [Fact]
    public async Task One_of_another_partition_is_refused()
    {
        GivenUser("alice");

        await RefusedAsync<CommonException>(() => AttachAsync("alice", "arn:aws-cn:iam::aws:policy/ReadOnlyAccess"));
    }

    private Task AttachAsync(string user, string arn)
        => World.CallAsync(new AttachUserPolicy(Quotas), new() { UserName = user, PolicyArn = arn });
}
