using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class DetachRolePolicyTests : IamTests
{
    [Fact]
    public async Task Detaches_one_policy_alone()
    {
        var role = GivenRole("deploy");
        var policy = GivenPolicy("shared");
        GivenAttached(policy, role.Id);
        GivenAttached(policy, GivenRole("other").Id);

        await World.CallAsync(new DetachRolePolicy(), new() { RoleName = "deploy", PolicyArn = policy.Arn.Value });

        Assert.NotEqual(role.Id, Assert.Single(await World.ListAsync<PolicyUse>("")).EntityId);
    }

    [Fact]
    public async Task Refuses_a_policy_that_is_not_attached()
    {
        GivenRole("deploy");
        var policy = GivenPolicy("shared");

        Assert.Equal(
            $"Policy {policy.Arn} was not found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DetachRolePolicy(), new() { RoleName = "deploy", PolicyArn = policy.Arn.Value })));
    }

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
    {
        GivenRole("deploy");

        Assert.Equal(
            "ARN longpolicynamebutnoarn is not valid.",
            await RefusedAsync<InvalidInputException>(
                () => World.CallAsync(new DetachRolePolicy(), new() { RoleName = "deploy", PolicyArn = "longpolicynamebutnoarn" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DetachRolePolicy(), new() { RoleName = "none", PolicyArn = "arn:aws:iam::111122223333:policy/p" })));
    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(
            () => World.CallAsync(new DetachRolePolicy(), new() { RoleName = LinkedRoleName, PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess" })));
    }

}
