using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class CreateGroupTests : IamTests
{
    private CreateGroup CreateGroup => new(Quotas);

    [Fact]
    public async Task Keeps_and_returns_what_was_asked_for()
    {
        var response = await World.CallAsync(CreateGroup, new() { GroupName = "Crew", Path = "/team/" });

        Assert.Equal(
            ("Crew", "/team/", "arn:aws:iam::111122223333:group/team/Crew", World.Now),
            (response.Group.GroupName, response.Group.Path, response.Group.Arn, response.Group.CreateDate));
        Assert.Matches("^AGPA[A-Z2-7]{17}$", response.Group.GroupId);
        Assert.Equal(response.Group.GroupId, (await World.FindAsync<Group>(Group.KeyOf(Account, "crew")))!.Id);
    }

    [Fact]
    public async Task Refuses_a_name_that_differs_by_case_alone()
    {
        GivenGroup("crew");

        Assert.Equal(
            "Group with name CREW already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => World.CallAsync(CreateGroup, new() { GroupName = "CREW" })));
    }

    [Fact]
    public async Task Refuses_one_group_more_than_the_quota()
    {
        GivenGroup("crew");

        Assert.Equal(
            "Cannot exceed quota for GroupsPerAccount: 1",
            await RefusedAsync<LimitExceededException>(
                () => World.CallAsync(new CreateGroup(Quotas with { GroupsPerAccount = 1 }), new() { GroupName = "more" })));
    }

    [Fact]
    public async Task Acts_on_the_group_to_be()
        => Assert.Equal(
            "arn:aws:iam::111122223333:group/team/crew",
            (await World.TargetAsync(CreateGroup, new() { GroupName = "crew", Path = "/team/" })).Resource.Value);
}
