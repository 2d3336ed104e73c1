using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class UpdateGroupTests : IamTests
{
    [Fact]
    public async Task Moves_a_group_with_its_members()
    {
        var group = GivenGroup("crew");
        GivenMember(group, GivenUser("alice"));

        await World.CallAsync(new UpdateGroup(), new() { GroupName = "crew", NewGroupName = "Team", NewPath = "/new/" });

        Assert.Null(await World.FindAsync<Group>(group.Key));
        var moved = await World.CallAsync(new GetGroup(), new() { GroupName = "team" });
        Assert.Equal((group.Id, "arn:aws:iam::111122223333:group/new/Team"), (moved.Group.GroupId, moved.Group.Arn));
        Assert.Equal("alice", Assert.Single(moved.Users).UserName);
        var groups = await World.CallAsync(new ListGroupsForUser(), new() { UserName = "alice" });
        Assert.Equal("Team", Assert.Single(groups.Groups).GroupName);
    }

    [Fact]
    public async Task Changes_the_path_alone()
    {
        var group = GivenGroup("crew");

        await World.CallAsync(new UpdateGroup(), new() { GroupName = "crew", NewPath = "/new/" });

        Assert.Equal("/new/", (await World.FindAsync<Group>(group.Key))!.Path);
    }

    [Fact]
    public async Task Changes_nothing_when_nothing_new_is_given()
    {
        GivenGroup("crew");
        var before = World.Changes.Count;

        await World.CallAsync(new UpdateGroup(), new() { GroupName = "crew" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_the_name_of_another_group()
    {
        GivenGroup("crew");
        GivenGroup("other");

        Assert.Equal(
            "Group with name OTHER already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(
                () => World.CallAsync(new UpdateGroup(), new() { GroupName = "crew", NewGroupName = "OTHER" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new UpdateGroup(), new() { GroupName = "none", NewPath = "/x/" })));

    [Fact]
    public async Task Acts_on_both_the_old_and_the_new_group()
    {
        GivenGroup("crew", "/old/");

        var target = await World.TargetAsync(new UpdateGroup(), new() { GroupName = "crew", NewPath = "/new/" });

        Assert.Equal("arn:aws:iam::111122223333:group/old/crew", target.Resource.Value);
        Assert.Equal("arn:aws:iam::111122223333:group/new/crew", Assert.Single(target.Also).Resource.Value);
    }
}
