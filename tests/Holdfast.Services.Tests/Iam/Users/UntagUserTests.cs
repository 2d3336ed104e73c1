using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class UntagUserTests : IamTests
{
    [Fact]
    public async Task Takes_tags_by_key_in_any_case_and_passes_over_those_that_are_not_there()
    {
        var user = GivenUser("alice", "/", ("Team", "red"), ("cost", "7"));

        await World.CallAsync(new UntagUser(), new() { UserName = "alice", TagKeys = ["team", "other"] });

        Assert.Equal([new Tag("cost", "7")], (await World.FindAsync<User>(user.Key))!.Tags);
    }

    [Fact]
    public async Task Changes_nothing_when_no_key_is_there()
    {
        GivenUser("alice", "/", ("Team", "red"));
        var before = World.Changes.Count;

        await World.CallAsync(new UntagUser(), new() { UserName = "alice", TagKeys = ["other"] });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new UntagUser(), new() { UserName = "nobody", TagKeys = ["a"] })));

    [Fact]
    public async Task Acts_on_the_user_with_the_keys_of_the_request()
    {
        GivenUser("alice");

        var target = await World.TargetAsync(new UntagUser(), new() { UserName = "alice", TagKeys = ["team", "cost"] });

        var keys = Assert.Single(target.Context);
        Assert.Equal(("aws:TagKeys", "team,cost", true), (keys.Name, string.Join(',', keys.Values), keys.IsMultivalued));
    }
}
