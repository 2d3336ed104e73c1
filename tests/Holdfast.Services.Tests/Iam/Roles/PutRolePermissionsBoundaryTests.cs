using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class PutRolePermissionsBoundaryTests : IamTests
{
    [Fact]
    public async Task Puts_one_boundary_in_the_place_of_another()
    {
        var role = GivenRole("deploy");
        var first = GivenPolicy("first");
        var second = GivenPolicy("second");
        await GivenBoundaryAsync(first, role);

        await World.CallAsync(new PutRolePermissionsBoundary(), new() { RoleName = "deploy", PermissionsBoundary = second.Arn.Value });

        Assert.Equal(second.Arn.Value, (await World.FindAsync<Role>(role.Key))!.BoundaryArn);
        Assert.Equal(second.Id, Assert.Single(await World.ListAsync<PolicyUse>("")).PolicyId);
    }

    [Fact]
    public async Task Changes_nothing_when_it_is_the_boundary_already()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenRole("deploy"));
        var before = World.Changes.Count;

        await World.CallAsync(new PutRolePermissionsBoundary(), new() { RoleName = "deploy", PermissionsBoundary = policy.Arn.Value });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_a_policy_that_does_not_exist_and_keeps_the_boundary()
    {
        var role = GivenRole("deploy");
        await GivenBoundaryAsync(GivenPolicy("limit"), role);

        Assert.Equal(
            "Scope ARN: arn:aws:iam::111122223333:policy/none does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new PutRolePermissionsBoundary(), new() { RoleName = "deploy", PermissionsBoundary = "arn:aws:iam::111122223333:policy/none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
    {
        var policy = GivenPolicy("limit");

        Assert.Equal(
            "The role with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new PutRolePermissionsBoundary(), new() { RoleName = "nobody", PermissionsBoundary = policy.Arn.Value })));
    }

    [Fact]
    public async Task Acts_on_the_role_with_the_boundary_to_be()
    {
        GivenRole("deploy");

        var target = await World.TargetAsync(
            new PutRolePermissionsBoundary(), new() { RoleName = "deploy", PermissionsBoundary = "arn:aws:iam::111122223333:policy/limit" });

        Assert.Equal("arn:aws:iam::111122223333:role/deploy", target.Resource.Value);
        Assert.Equal(
            ("iam:PermissionsBoundary", "arn:aws:iam::111122223333:policy/limit"),
            (target.Context[0].Name, target.Context[0].Values[0]));
    }
    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(
            () => World.CallAsync(new PutRolePermissionsBoundary(), new() { RoleName = LinkedRoleName, PermissionsBoundary = "arn:aws:iam::aws:policy/ReadOnlyAccess" })));
    }

}
