using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class RemoveUserFromGroupTests : IamTests
{
    [Fact]
    public async Task Takes_a_user_out_of_one_group_alone()
    {
        var user = GivenUser("alice");
        GivenMember(GivenGroup("crew"), user);
        GivenMember(GivenGroup("other"), user);

        await World.CallAsync(new RemoveUserFromGroup(), new() { GroupName = "Crew", UserName = "Alice" });

        var groups = await World.CallAsync(new ListGroupsForUser(), new() { UserName = "alice" });
        Assert.Equal("other", Assert.Single(groups.Groups).GroupName);
    }

    [Fact]
    public async Task Changes_nothing_for_a_user_that_is_not_in_the_group()
    {
        GivenUser("alice");
        GivenGroup("crew");
        var before = World.Changes.Count;

        await World.CallAsync(new RemoveUserFromGroup(), new() { GroupName = "crew", UserName = "alice" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_user_before_an_unknown_group()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new RemoveUserFromGroup(), new() { GroupName = "none", UserName = "nobody" })));

    [Fact]
    public async Task Refuses_an_unknown_group()
    {
        GivenUser("alice");

        Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new RemoveUserFromGroup(), new() { GroupName = "none", UserName = "alice" })));
    }
}
