using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class DeleteRoleTests : IamTests
{
    [Fact]
    public async Task Deletes_a_role_that_nothing_hangs_on_and_what_is_known_of_its_use()
    {
        var role = GivenRole("deploy");
        World.Given(new RoleLastUse { Account = Account, RoleId = role.Id, At = World.Now, Region = "us-east-1" });

        await World.CallAsync(new DeleteRole(), new() { RoleName = "DEPLOY" });

        Assert.Null(await World.FindAsync<Role>(role.Key));
        Assert.Empty(await World.ListAsync<RoleLastUse>(""));
    }

    [Fact]
    public async Task Deletes_a_role_with_its_boundary_and_frees_the_policy()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenRole("deploy"));

        await World.CallAsync(new DeleteRole(), new() { RoleName = "deploy" });
        await World.CallAsync(new DeletePolicy(), new() { PolicyArn = policy.Arn.Value });

        Assert.Empty(await World.ListAsync<PolicyUse>(""));
    }

    [Fact]
    public async Task Refuses_a_role_in_an_instance_profile()
    {
        GivenInstanceProfile("web", role: GivenRole("deploy"));

        Assert.Equal("Cannot delete entity, must remove roles from instance profile first.", await RefusedAsync<DeleteConflictException>(DeleteAsync));
    }

    [Fact]
    public async Task Refuses_a_role_with_attached_policies()
    {
        GivenAttached(GivenPolicy("shared"), GivenRole("deploy").Id);

        Assert.Equal("Cannot delete entity, must detach all policies first.", await RefusedAsync<DeleteConflictException>(DeleteAsync));
    }

    [Fact]
    public async Task Refuses_a_role_with_inline_policies()
    {
        GivenInline(GivenRole("deploy").Id, "own");

        Assert.Equal("Cannot delete entity, must delete policies first.", await RefusedAsync<DeleteConflictException>(DeleteAsync));
    }

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(
            ProtectedRole,
            await RefusedAsync<UnmodifiableEntityException>(() => World.CallAsync(new DeleteRole(), new() { RoleName = LinkedRoleName })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal("The role with name deploy cannot be found.", await RefusedAsync<NoSuchEntityException>(DeleteAsync));

    [Fact]
    public async Task Acts_on_the_role_with_its_boundary()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenRole("deploy", "/team/"));

        var target = await World.TargetAsync(new DeleteRole(), new() { RoleName = "deploy" });

        Assert.Equal("arn:aws:iam::111122223333:role/team/deploy", target.Resource.Value);
        Assert.Equal(("iam:PermissionsBoundary", policy.Arn.Value), (target.Context[^1].Name, target.Context[^1].Values[0]));
    }

    private Task DeleteAsync() => World.CallAsync(new DeleteRole(), new() { RoleName = "deploy" });
}
