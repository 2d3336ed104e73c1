using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class ListEntitiesForPolicyTests : IamTests
{
    [Fact]
    public async Task Lists_users_groups_and_roles_each_once()
    {
        var policy = GivenPolicy("shared");
        var alice = GivenUser("alice");
        GivenAttached(policy, alice.Id);
        await GivenBoundaryAsync(policy, alice);
        await GivenBoundaryAsync(policy, GivenUser("bob"));
        GivenAttached(policy, GivenGroup("crew").Id);
        var deploy = GivenRole("deploy");
        GivenAttached(policy, deploy.Id);
        await GivenBoundaryAsync(policy, GivenRole("build"));
        GivenAttached(GivenPolicy("other"), GivenUser("carol").Id);

        var response = await ListAsync(new() { PolicyArn = policy.Arn.Value });

        Assert.Equal(["alice", "bob"], response.PolicyUsers!.Select(user => user.UserName));
        Assert.Equal("crew", Assert.Single(response.PolicyGroups!).GroupName);
        Assert.Equal(alice.Id, response.PolicyUsers![0].UserId);
        Assert.Equal(["deploy", "build"], response.PolicyRoles!.Select(role => role.RoleName));
        Assert.Equal(deploy.Id, response.PolicyRoles![0].RoleId);
    }

    [Theory]
    [InlineData("PermissionsPolicy", "alice")]
    [InlineData("PermissionsBoundary", "bob")]
    public async Task Tells_what_a_policy_is_attached_to_from_what_it_bounds(string usage, string expected)
    {
        var policy = GivenPolicy("shared");
        GivenAttached(policy, GivenUser("alice").Id);
        await GivenBoundaryAsync(policy, GivenUser("bob"));

        var response = await ListAsync(new() { PolicyArn = policy.Arn.Value, PolicyUsageFilter = usage });

        Assert.Equal(expected, Assert.Single(response.PolicyUsers!).UserName);
    }

    [Theory]
    [InlineData("User", 1, 0, 0)]
    [InlineData("Group", 0, 1, 0)]
    [InlineData("Role", 0, 0, 1)]
    [InlineData(null, 1, 1, 1)]
    public async Task Lists_only_one_kind(string? filter, int users, int groups, int roles)
    {
        var policy = GivenPolicy("shared");
        GivenAttached(policy, GivenUser("alice").Id);
        GivenAttached(policy, GivenGroup("crew").Id);
        GivenAttached(policy, GivenRole("deploy", "/team/").Id);

        var response = await ListAsync(new() { PolicyArn = policy.Arn.Value, EntityFilter = filter });
        var elsewhere = await ListAsync(new() { PolicyArn = policy.Arn.Value, EntityFilter = filter, PathPrefix = "/team/" });

        Assert.Equal((users, groups, roles), (response.PolicyUsers!.Count, response.PolicyGroups!.Count, response.PolicyRoles!.Count));
        Assert.Equal((0, 0, roles), (elsewhere.PolicyUsers!.Count, elsewhere.PolicyGroups!.Count, elsewhere.PolicyRoles!.Count));
    }

    [Fact]
    public async Task Lists_only_those_under_a_path_and_pages_through_them()
    {
        var policy = GivenPolicy("shared");
        foreach (var number in Enumerable.Range(0, 6))
        {
            GivenAttached(policy, GivenUser($"user-{number}", number % 2 == 0 ? "/team/" : "/").Id);
        }

        var request = new ListEntitiesForPolicyRequest { PolicyArn = policy.Arn.Value, PathPrefix = "/team/", MaxItems = 2 };
        var first = await ListAsync(request);
        var second = await ListAsync(request with { Marker = first.Marker });

        Assert.Equal(["user-0", "user-2"], first.PolicyUsers!.Select(user => user.UserName));
        Assert.True(first.IsTruncated);
        Assert.Equal(["user-4"], second.PolicyUsers!.Select(user => user.UserName));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(() => ListAsync(new() { PolicyArn = "arn:aws:iam::111122223333:policy/none" })));

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => await RefusedAsync<InvalidInputException>(() => ListAsync(new() { PolicyArn = "longpolicynamebutnoarn" }));

    private Task<ListEntitiesForPolicyResponse> ListAsync(ListEntitiesForPolicyRequest request)
        => World.CallAsync(new ListEntitiesForPolicy(), request);
}
