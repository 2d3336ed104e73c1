using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class DeleteUserPermissionsBoundaryTests : IamTests
{
    [Fact]
    public async Task Takes_the_boundary_and_frees_the_policy()
    {
        var user = GivenUser("alice");
        await GivenBoundaryAsync(GivenPolicy("limit"), user);

        await World.CallAsync(new DeleteUserPermissionsBoundary(), new() { UserName = "alice" });

        Assert.Null((await World.FindAsync<User>(user.Key))!.BoundaryArn);
        Assert.Empty(await World.ListAsync<PolicyUse>(""));
    }

    [Fact]
    public async Task Has_nothing_to_do_without_a_boundary()
    {
        GivenUser("alice");
        var before = World.Changes.Count;

        await World.CallAsync(new DeleteUserPermissionsBoundary(), new() { UserName = "alice" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteUserPermissionsBoundary(), new() { UserName = "nobody" })));

    [Fact]
    public async Task Acts_on_the_user_with_the_boundary_that_it_has()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenUser("alice"));

        var target = await World.TargetAsync(new DeleteUserPermissionsBoundary(), new() { UserName = "alice" });

        Assert.Equal(("iam:PermissionsBoundary", policy.Arn.Value), (target.Context[0].Name, target.Context[0].Values[0]));
    }
}
