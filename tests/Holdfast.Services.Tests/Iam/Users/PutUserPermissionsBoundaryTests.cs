using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class PutUserPermissionsBoundaryTests : IamTests
{
    [Fact]
    public async Task Puts_one_boundary_in_the_place_of_another()
    {
        var user = GivenUser("alice");
        var first = GivenPolicy("first");
        var second = GivenPolicy("second");
        await GivenBoundaryAsync(first, user);

        await World.CallAsync(new PutUserPermissionsBoundary(), new() { UserName = "alice", PermissionsBoundary = second.Arn.Value });

        Assert.Equal(second.Arn.Value, (await World.FindAsync<User>(user.Key))!.BoundaryArn);
        Assert.Equal(second.Id, Assert.Single(await World.ListAsync<PolicyUse>("")).PolicyId);
    }

    [Fact]
    public async Task Changes_nothing_when_it_is_the_boundary_already()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenUser("alice"));
        var before = World.Changes.Count;

        await World.CallAsync(new PutUserPermissionsBoundary(), new() { UserName = "alice", PermissionsBoundary = policy.Arn.Value });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_a_policy_that_does_not_exist_and_keeps_the_boundary()
    {
        var user = GivenUser("alice");
        await GivenBoundaryAsync(GivenPolicy("limit"), user);

        Assert.Equal(
            "Scope ARN: arn:aws:iam::111122223333:policy/none does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new PutUserPermissionsBoundary(), new() { UserName = "alice", PermissionsBoundary = "arn:aws:iam::111122223333:policy/none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
    {
        var policy = GivenPolicy("limit");

        Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new PutUserPermissionsBoundary(), new() { UserName = "nobody", PermissionsBoundary = policy.Arn.Value })));
    }

    [Fact]
    public async Task Acts_on_the_user_with_the_boundary_to_be()
    {
        GivenUser("alice");

        var target = await World.TargetAsync(
            new PutUserPermissionsBoundary(), new() { UserName = "alice", PermissionsBoundary = "arn:aws:iam::111122223333:policy/limit" });

        Assert.Equal("arn:aws:iam::111122223333:user/alice", target.Resource.Value);
        Assert.Equal(
            ("iam:PermissionsBoundary", "arn:aws:iam::111122223333:policy/limit"),
            (target.Context[0].Name, target.Context[0].Values[0]));
    }
}
