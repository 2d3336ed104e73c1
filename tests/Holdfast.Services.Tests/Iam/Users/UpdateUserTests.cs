using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class UpdateUserTests : IamTests
{
    [Fact]
    public async Task Moves_a_user_with_all_that_hangs_on_it()
    {
        var user = GivenUser("alice", tags: ("team", "red"));
        var group = GivenGroup("crew");
        GivenMember(group, user);
        GivenInline(user.Id, "own");
        GivenAttached(GivenPolicy("shared"), user.Id);
        await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = "alice" });

        await World.CallAsync(new UpdateUser(), new() { UserName = "alice", NewUserName = "Zoe", NewPath = "/new/" });

        var moved = await World.FindAsync<User>(User.KeyOf(Account, "zoe"));
        Assert.Equal(user with { Name = "Zoe", Path = "/new/", Tags = moved!.Tags }, moved);
        Assert.Equal(user.Tags, moved.Tags);
        Assert.Null(await World.FindAsync<User>(user.Key));
        var keys = await World.CallAsync(new ListAccessKeys(), new() { UserName = "Zoe" });
        Assert.Equal("Zoe", Assert.Single(keys.AccessKeyMetadata).UserName);
        var members = await World.CallAsync(new GetGroup(), new() { GroupName = "crew" });
        Assert.Equal("arn:aws:iam::111122223333:user/new/Zoe", Assert.Single(members.Users).Arn);
    }

    [Fact]
    public async Task Changes_the_case_of_a_name()
    {
        var user = GivenUser("alice");

        await World.CallAsync(new UpdateUser(), new() { UserName = "alice", NewUserName = "Alice" });

        Assert.Equal("Alice", (await World.FindAsync<User>(user.Key))!.Name);
    }

    [Fact]
    public async Task Changes_nothing_when_nothing_new_is_given()
    {
        GivenUser("alice");
        var before = World.Changes.Count;

        await World.CallAsync(new UpdateUser(), new() { UserName = "alice" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_the_name_of_another_user()
    {
        GivenUser("alice");
        GivenUser("bob");

        Assert.Equal(
            "User with name BOB already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(
                () => World.CallAsync(new UpdateUser(), new() { UserName = "alice", NewUserName = "BOB" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new UpdateUser(), new() { UserName = "nobody", NewPath = "/x/" })));

    [Fact]
    public async Task Acts_on_both_the_old_and_the_new_user()
    {
        GivenUser("alice", "/old/");

        var target = await World.TargetAsync(new UpdateUser(), new() { UserName = "alice", NewUserName = "zoe" });

        Assert.Equal("arn:aws:iam::111122223333:user/old/alice", target.Resource.Value);
        Assert.Equal("arn:aws:iam::111122223333:user/old/zoe", Assert.Single(target.Also).Resource.Value);
    }
}
