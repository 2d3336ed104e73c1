using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class AttachRolePolicyTests : IamTests
{
    private AttachRolePolicy AttachRolePolicy => new(Quotas);

    [Fact]
    public async Task Attaches_a_policy_and_counts_it()
    {
        var role = GivenRole("deploy");
        var policy = GivenPolicy("shared");

        await World.CallAsync(AttachRolePolicy, new() { RoleName = "DEPLOY", PolicyArn = policy.Arn.Value });

        var use = Assert.Single(await World.ListAsync<PolicyUse>(""));
        Assert.Equal((policy.Id, role.Id, PolicyUseKind.Attached), (use.PolicyId, use.EntityId, use.Kind));
        var shown = await World.CallAsync(new GetPolicy(), new() { PolicyArn = policy.Arn.Value });
        Assert.Equal(1, shown.Policy!.AttachmentCount);
    }

    [Fact]
    public async Task Changes_nothing_when_the_policy_is_attached_already()
    {
        var policy = GivenPolicy("shared");
        GivenAttached(policy, GivenRole("deploy").Id);
        var before = World.Changes.Count;

        await World.CallAsync(AttachRolePolicy, new() { RoleName = "deploy", PolicyArn = policy.Arn.Value });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_eleventh_policy()
    {
        var role = GivenRole("deploy");
        foreach (var number in Enumerable.Range(0, 10))
        {
            GivenAttached(GivenPolicy($"shared-{number}"), role.Id);
        }

        var more = GivenPolicy("more");

        Assert.Equal(
            "Cannot exceed quota for PoliciesPerRole: 10",
            await RefusedAsync<LimitExceededException>(
                () => World.CallAsync(AttachRolePolicy, new() { RoleName = "deploy", PolicyArn = more.Arn.Value })));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:policy/none")]
    [InlineData("arn:aws:iam::111122223333:policy/other/shared")]
    [InlineData("arn:aws:iam::111122223333:policy/SHARED")]
    [InlineData("arn:aws:iam::444455556666:policy/shared")]
    [InlineData("arn:aws:iam::aws:policy/none")]
    public async Task Refuses_a_policy_that_does_not_exist(string arn)
    {
        GivenRole("deploy");
        GivenPolicy("shared");

        Assert.Equal(
            $"Policy {arn} does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(AttachRolePolicy, new() { RoleName = "deploy", PolicyArn = arn })));
    }

    [Theory]
    [InlineData("longpolicynamebutnoarn")]
    [InlineData("arn:aws:iam::111122223333:role/deploy")]
    [InlineData("arn:aws:iam::111122223333:policy/")]
    [InlineData("arn:aws:iam:us-east-1:111122223333:policy/p")]
    [InlineData("arn:aws:s3::111122223333:policy/p")]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy(string arn)
    {
        GivenRole("deploy");

        Assert.Equal(
            $"ARN {arn} is not valid.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(AttachRolePolicy, new() { RoleName = "deploy", PolicyArn = arn })));
    }

    [Fact]
    public async Task Refuses_the_ARN_of_another_partition()
    {
        GivenRole("deploy");

        Assert.Equal(
            "Invalid ARN partition",
            await RefusedAsync<CommonException>(() => World.CallAsync(
                AttachRolePolicy, new() { RoleName = "deploy", PolicyArn = "arn:aws-cn:iam::aws:policy/ReadOnlyAccess" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
    {
        var policy = GivenPolicy("shared");

        Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(AttachRolePolicy, new() { RoleName = "none", PolicyArn = policy.Arn.Value })));
    }

    [Fact]
    public async Task Acts_on_the_role_with_the_policy()
    {
        var target = await World.TargetAsync(AttachRolePolicy, new() { RoleName = "deploy", PolicyArn = "whatever the caller wrote" });

        Assert.Equal("arn:aws:iam::111122223333:role/deploy", target.Resource.Value);
        Assert.Equal(("iam:PolicyARN", "whatever the caller wrote"), (target.Context[0].Name, target.Context[0].Values[0]));
    }
    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(
            () => World.CallAsync(AttachRolePolicy, new() { RoleName = LinkedRoleName, PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess" })));
    }

}
