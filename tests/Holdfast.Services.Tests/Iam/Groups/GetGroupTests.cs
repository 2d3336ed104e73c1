using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class GetGroupTests : IamTests
{
    [Fact]
    public async Task Tells_the_group_and_pages_through_its_users()
    {
        var group = GivenGroup("crew", "/team/");
        GivenMember(group, GivenUser("Carol", tags: ("team", "red")));
        GivenMember(group, GivenUser("alice"));
        GivenMember(group, GivenUser("bob"));
        GivenMember(GivenGroup("other"), GivenUser("dave"));

        var first = await World.CallAsync(new GetGroup(), new() { GroupName = "CREW", MaxItems = 2 });
        var second = await World.CallAsync(new GetGroup(), new() { GroupName = "crew", MaxItems = 2, Marker = first.Marker });

        Assert.Equal(group.ToShape(), first.Group);
        Assert.Equal(["alice", "bob"], first.Users.Select(user => user.UserName));
        Assert.True(first.IsTruncated);
        Assert.Equal("Carol", Assert.Single(second.Users).UserName);
        Assert.Null(second.Users[0].Tags);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Gives_an_empty_list_for_a_group_without_users()
    {
        GivenGroup("crew");

        Assert.Empty((await World.CallAsync(new GetGroup(), new() { GroupName = "crew" })).Users);
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetGroup(), new() { GroupName = "none" })));

    [Fact]
    public async Task Acts_on_the_group_or_on_the_ARN_that_it_would_have()
    {
        GivenGroup("crew", "/team/");

        Assert.Equal(
            "arn:aws:iam::111122223333:group/team/crew",
            (await World.TargetAsync(new GetGroup(), new() { GroupName = "Crew" })).Resource.Value);
        Assert.Equal(
            "arn:aws:iam::111122223333:group/none",
            (await World.TargetAsync(new GetGroup(), new() { GroupName = "none" })).Resource.Value);
    }
}
