using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class DeleteGroupTests : IamTests
{
    [Fact]
    public async Task Deletes_a_group_that_nothing_hangs_on()
    {
        var group = GivenGroup("crew");

        await World.CallAsync(new DeleteGroup(), new() { GroupName = "CREW" });

        Assert.Null(await World.FindAsync<Group>(group.Key));
    }

    [Fact]
    public async Task Refuses_a_group_with_members()
    {
        GivenMember(GivenGroup("crew"), GivenUser("alice"));

        Assert.Equal("Cannot delete entity, must remove users from group first.", await RefusedAsync<DeleteConflictException>(DeleteCrew));
    }

    [Fact]
    public async Task Refuses_a_group_with_inline_policies()
    {
        GivenInline(GivenGroup("crew").Id, "own");

        Assert.Equal("Cannot delete entity, must delete policies first.", await RefusedAsync<DeleteConflictException>(DeleteCrew));
    }

    [Fact]
    public async Task Refuses_a_group_with_attached_policies()
    {
        GivenAttached(GivenPolicy("shared"), GivenGroup("crew").Id);

        Assert.Equal("Cannot delete entity, must detach all policies first.", await RefusedAsync<DeleteConflictException>(DeleteCrew));
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal("The group with name crew cannot be found.", await RefusedAsync<NoSuchEntityException>(DeleteCrew));

    private Task DeleteCrew() => World.CallAsync(new DeleteGroup(), new() { GroupName = "crew" });
}
