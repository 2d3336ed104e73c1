using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class ListUserTagsTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_tags_in_the_order_of_their_keys()
    {
        GivenUser("alice", "/", ("c", "3"), ("a", "1"), ("b", "2"));

        var first = await World.CallAsync(new ListUserTags(), new() { UserName = "alice", MaxItems = 2 });
        var second = await World.CallAsync(new ListUserTags(), new() { UserName = "alice", MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["a", "b"], first.Tags.Select(tag => tag.Key));
        Assert.True(first.IsTruncated);
        Assert.Equal(["c"], second.Tags.Select(tag => tag.Key));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Gives_an_empty_list_for_a_user_without_tags()
    {
        GivenUser("alice");

        Assert.Empty((await World.CallAsync(new ListUserTags(), new() { UserName = "alice" })).Tags);
    }

    [Fact]
    public async Task Refuses_the_marker_of_another_user()
    {
        GivenUser("alice", "/", ("a", "1"), ("b", "2"));
        GivenUser("bob", "/", ("a", "1"), ("b", "2"));
        var first = await World.CallAsync(new ListUserTags(), new() { UserName = "alice", MaxItems = 1 });

        Assert.Equal(
            "Invalid Marker.",
            await RefusedAsync<CommonException>(() => World.CallAsync(new ListUserTags(), new() { UserName = "bob", Marker = first.Marker })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListUserTags(), new() { UserName = "nobody" })));
}
