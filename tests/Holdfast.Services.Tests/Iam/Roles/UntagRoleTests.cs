using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class UntagRoleTests : IamTests
{
    [Fact]
    public async Task Takes_tags_by_key_in_any_case_and_passes_over_those_that_are_not_there()
    {
        var role = GivenRole("deploy", "/", tags: [("Team", "red"), ("cost", "7")]);

        await World.CallAsync(new UntagRole(), new() { RoleName = "deploy", TagKeys = ["team", "other"] });

        Assert.Equal([new Tag("cost", "7")], (await World.FindAsync<Role>(role.Key))!.Tags);
    }

    [Fact]
    public async Task Changes_nothing_when_no_key_is_there()
    {
        GivenRole("deploy", "/", tags: ("Team", "red"));
        var before = World.Changes.Count;

        await World.CallAsync(new UntagRole(), new() { RoleName = "deploy", TagKeys = ["other"] });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new UntagRole(), new() { RoleName = "nobody", TagKeys = ["a"] })));

    [Fact]
    public async Task Acts_on_the_role_with_the_keys_of_the_request()
    {
        GivenRole("deploy");

        var target = await World.TargetAsync(new UntagRole(), new() { RoleName = "deploy", TagKeys = ["team", "cost"] });

        var keys = Assert.Single(target.Context);
        Assert.Equal(("aws:TagKeys", "team,cost", true), (keys.Name, string.Join(',', keys.Values), keys.IsMultivalued));
    }
}
