using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class ListGroupsForUserTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_groups_of_a_user_in_the_order_of_their_names()
    {
        var user = GivenUser("alice");
        GivenMember(GivenGroup("b"), user);
        GivenMember(GivenGroup("C", "/team/"), user);
        GivenMember(GivenGroup("A"), user);
        GivenGroup("other");

        var first = await World.CallAsync(new ListGroupsForUser(), new() { UserName = "alice", MaxItems = 2 });
        var second = await World.CallAsync(new ListGroupsForUser(), new() { UserName = "alice", MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["A", "b"], first.Groups.Select(group => group.GroupName));
        Assert.True(first.IsTruncated);
        Assert.Equal("arn:aws:iam::111122223333:group/team/C", Assert.Single(second.Groups).Arn);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListGroupsForUser(), new() { UserName = "nobody" })));

    [Fact]
    public async Task Acts_on_the_user()
        => Assert.Equal(
            "arn:aws:iam::111122223333:user/alice",
            (await World.TargetAsync(new ListGroupsForUser(), new() { UserName = "alice" })).Resource.Value);
}
