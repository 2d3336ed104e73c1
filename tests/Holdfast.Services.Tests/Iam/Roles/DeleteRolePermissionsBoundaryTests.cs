using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class DeleteRolePermissionsBoundaryTests : IamTests
{
    [Fact]
    public async Task Takes_the_boundary_and_frees_the_policy()
    {
        var role = GivenRole("deploy");
        await GivenBoundaryAsync(GivenPolicy("limit"), role);

        await World.CallAsync(new DeleteRolePermissionsBoundary(), new() { RoleName = "deploy" });

        Assert.Null((await World.FindAsync<Role>(role.Key))!.BoundaryArn);
        Assert.Empty(await World.ListAsync<PolicyUse>(""));
    }

    [Fact]
    public async Task Has_nothing_to_do_without_a_boundary()
    {
        GivenRole("deploy");
        var before = World.Changes.Count;

        await World.CallAsync(new DeleteRolePermissionsBoundary(), new() { RoleName = "deploy" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteRolePermissionsBoundary(), new() { RoleName = "nobody" })));

    [Fact]
    public async Task Acts_on_the_role_with_the_boundary_that_it_has()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenRole("deploy"));

        var target = await World.TargetAsync(new DeleteRolePermissionsBoundary(), new() { RoleName = "deploy" });

        Assert.Equal(("iam:PermissionsBoundary", policy.Arn.Value), (target.Context[0].Name, target.Context[0].Values[0]));
    }
    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(
            () => World.CallAsync(new DeleteRolePermissionsBoundary(), new() { RoleName = LinkedRoleName })));
    }

}
