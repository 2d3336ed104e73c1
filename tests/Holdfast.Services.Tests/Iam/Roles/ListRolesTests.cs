using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class ListRolesTests : IamTests
{
    [Fact]
    public async Task Lists_roles_in_the_order_of_their_names_without_tags_boundary_and_use()
    {
        World.Given(NewRole("build", tags: ("team", "red")) with { Description = "makes", BoundaryArn = "arn:aws:iam::111122223333:policy/limit" });
        GivenRole("Audit");
        GivenLinkedRole();

        var response = await World.CallAsync(new ListRoles(), new());

        Assert.Equal(["Audit", LinkedRoleName, "build"], response.Roles.Select(role => role.RoleName));
        var build = response.Roles[2];
        Assert.Equal(("makes", 3600, Trust), (build.Description, build.MaxSessionDuration, Uri.UnescapeDataString(build.AssumeRolePolicyDocument!)));
        Assert.Null(build.Tags);
        Assert.Null(build.PermissionsBoundary);
        Assert.Null(build.RoleLastUsed);
        Assert.False(response.IsTruncated);
    }

    [Fact]
    public async Task Lists_only_those_under_a_path_and_pages_through_them()
    {
        foreach (var number in Enumerable.Range(0, 300))
        {
            GivenRole($"role-{number:D3}", number % 100 == 3 ? "/team/red/" : "/other/");
        }

        var first = await World.CallAsync(new ListRoles(), new() { PathPrefix = "/team/r", MaxItems = 2 });
        var second = await World.CallAsync(new ListRoles(), new() { PathPrefix = "/team/r", MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["role-003", "role-103"], first.Roles.Select(role => role.RoleName));
        Assert.True(first.IsTruncated);
        Assert.Equal(["role-203"], second.Roles.Select(role => role.RoleName));
        Assert.Null(second.Marker);
    }

    [Fact]
    public async Task Gives_a_hundred_when_no_number_is_named_and_goes_on_from_there()
    {
        foreach (var number in Enumerable.Range(0, 101))
        {
            GivenRole($"role-{number:D3}");
        }

        var first = await World.CallAsync(new ListRoles(), new());
        var second = await World.CallAsync(new ListRoles(), new() { Marker = first.Marker });

        Assert.Equal(100, first.Roles.Count);
        Assert.Equal("role-100", Assert.Single(second.Roles).RoleName);
    }

    [Fact]
    public async Task Does_not_see_other_accounts()
    {
        GivenRole("deploy");

        Assert.Empty((await World.CallAsync(new ListRoles(), new(), account: new("444455556666"))).Roles);
    }

    [Fact]
    public async Task Refuses_a_marker_that_it_never_gave()
        => Assert.Equal(
            "Invalid Marker.", await RefusedAsync<CommonException>(() => World.CallAsync(new ListRoles(), new() { Marker = "nonsense" })));

    [Theory]
    [InlineData(null, "arn:aws:iam::111122223333:role/")]
    [InlineData("/team/", "arn:aws:iam::111122223333:role/team/")]
    public async Task Acts_on_the_path_that_is_listed(string? prefix, string resource)
        => Assert.Equal(resource, (await World.TargetAsync(new ListRoles(), new() { PathPrefix = prefix })).Resource.Value);
}
