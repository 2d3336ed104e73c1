using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class UpdateRoleTests : IamTests
{
    [Fact]
    public async Task Changes_the_description_and_the_longest_session()
    {
        var role = GivenRole("deploy");

        await World.CallAsync(new UpdateRole(), new() { RoleName = "DEPLOY", Description = "ships", MaxSessionDuration = 43200 });

        var kept = (await World.FindAsync<Role>(role.Key))!;
        Assert.Equal(("ships", 43200, role.Id), (kept.Description, kept.MaxSessionSeconds, kept.Id));
    }

    [Fact]
    public async Task Keeps_the_description_and_falls_back_to_an_hour_when_neither_is_named()
    {
        World.Given(NewRole("deploy") with { Description = "ships", MaxSessionSeconds = 7200 });

        await World.CallAsync(new UpdateRole(), new() { RoleName = "deploy" });

        var kept = (await World.FindAsync<Role>(Role.KeyOf(Account, "deploy")))!;
        Assert.Equal(("ships", 3600), (kept.Description, kept.MaxSessionSeconds));
    }

    [Fact]
    public async Task Takes_the_description_away_when_it_is_empty()
    {
        World.Given(NewRole("deploy") with { Description = "ships" });

        await World.CallAsync(new UpdateRole(), new() { RoleName = "deploy", Description = "" });

        Assert.Null((await World.FindAsync<Role>(Role.KeyOf(Account, "deploy")))!.Description);
    }

    [Fact]
    public async Task Changes_of_a_role_that_is_linked_to_a_service_the_description_alone()
    {
        var role = GivenLinkedRole();

        await World.CallAsync(new UpdateRole(), new() { RoleName = LinkedRoleName, Description = "ours" });

        Assert.Equal("ours", (await World.FindAsync<Role>(role.Key))!.Description);
        Assert.Equal(
            ProtectedRole,
            await RefusedAsync<UnmodifiableEntityException>(
                () => World.CallAsync(new UpdateRole(), new() { RoleName = LinkedRoleName, MaxSessionDuration = 7200 })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new UpdateRole(), new() { RoleName = "none" })));
}
