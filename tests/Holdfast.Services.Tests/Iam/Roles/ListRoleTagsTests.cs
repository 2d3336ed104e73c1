using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class ListRoleTagsTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_tags_in_the_order_of_their_keys()
    {
        GivenRole("deploy", "/", tags: [("c", "3"), ("a", "1"), ("b", "2")]);

        var first = await World.CallAsync(new ListRoleTags(), new() { RoleName = "deploy", MaxItems = 2 });
        var second = await World.CallAsync(new ListRoleTags(), new() { RoleName = "deploy", MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["a", "b"], first.Tags.Select(tag => tag.Key));
        Assert.True(first.IsTruncated);
        Assert.Equal(["c"], second.Tags.Select(tag => tag.Key));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Gives_an_empty_list_for_a_role_without_tags()
    {
        GivenRole("deploy");

        Assert.Empty((await World.CallAsync(new ListRoleTags(), new() { RoleName = "deploy" })).Tags);
    }

    [Fact]
    public async Task Refuses_the_marker_of_another_role()
    {
        GivenRole("deploy", "/", tags: [("a", "1"), ("b", "2")]);
        GivenRole("build", "/", tags: [("a", "1"), ("b", "2")]);
        var first = await World.CallAsync(new ListRoleTags(), new() { RoleName = "deploy", MaxItems = 1 });

        Assert.Equal(
            "Invalid Marker.",
            await RefusedAsync<CommonException>(() => World.CallAsync(new ListRoleTags(), new() { RoleName = "build", Marker = first.Marker })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListRoleTags(), new() { RoleName = "nobody" })));
}
