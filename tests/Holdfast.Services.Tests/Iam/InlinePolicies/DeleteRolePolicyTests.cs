using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class DeleteRolePolicyTests : IamTests
{
    [Fact]
    public async Task Deletes_one_policy_alone()
    {
        var role = GivenRole("deploy");
        GivenInline(role.Id, "own");
        GivenInline(role.Id, "Own");

        await World.CallAsync(new DeleteRolePolicy(), new() { RoleName = "deploy", PolicyName = "own" });

        Assert.Equal("Own", Assert.Single(await World.ListAsync<InlinePolicy>("")).Name);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenRole("deploy");

        Assert.Equal(
            "The role policy with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteRolePolicy(), new() { RoleName = "deploy", PolicyName = "none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteRolePolicy(), new() { RoleName = "none", PolicyName = "own" })));
    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(
            () => World.CallAsync(new DeleteRolePolicy(), new() { RoleName = LinkedRoleName, PolicyName = "own" })));
    }

}
