using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class AddUserToGroupTests : IamTests
{
    private AddUserToGroup AddUserToGroup => new(Quotas);

    [Fact]
    public async Task Puts_a_user_into_a_group()
    {
        var user = GivenUser("alice");
        var group = GivenGroup("crew");

        await World.CallAsync(AddUserToGroup, new() { GroupName = "CREW", UserName = "ALICE" });

        var membership = World.Changes[^1].After<Membership>()!;
        Assert.Equal((group.Id, user.Id, "alice"), (membership.GroupId, membership.UserId, membership.UserName));
    }

    [Fact]
    public async Task Changes_nothing_for_a_member()
    {
        GivenMember(GivenGroup("crew"), GivenUser("alice"));
        var before = World.Changes.Count;

        await World.CallAsync(AddUserToGroup, new() { GroupName = "crew", UserName = "alice" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_eleventh_group_and_takes_back_a_member_of_ten()
    {
        var user = GivenUser("alice");
        foreach (var number in Enumerable.Range(0, 10))
        {
            GivenMember(GivenGroup($"crew-{number}"), user);
        }

        GivenGroup("more");

        Assert.Equal(
            "Cannot exceed quota for GroupsPerUser: 10",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(AddUserToGroup, new() { GroupName = "more", UserName = "alice" })));
        await World.CallAsync(AddUserToGroup, new() { GroupName = "crew-3", UserName = "alice" });
    }

    [Fact]
    public async Task Refuses_an_unknown_user_before_an_unknown_group()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(AddUserToGroup, new() { GroupName = "none", UserName = "nobody" })));

    [Fact]
    public async Task Refuses_an_unknown_group()
    {
        GivenUser("alice");

        Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(AddUserToGroup, new() { GroupName = "none", UserName = "alice" })));
    }

    [Fact]
    public async Task Acts_on_the_group()
    {
        GivenGroup("crew", "/team/");

        var target = await World.TargetAsync(AddUserToGroup, new() { GroupName = "crew", UserName = "alice" });

        Assert.Equal("arn:aws:iam::111122223333:group/team/crew", target.Resource.Value);
    }
}
