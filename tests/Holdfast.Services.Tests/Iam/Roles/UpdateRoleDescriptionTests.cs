using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class UpdateRoleDescriptionTests : IamTests
{
    [Fact]
    public async Task Changes_the_description_alone_and_answers_with_the_role()
    {
        World.Given(NewRole("deploy") with { Description = "before", MaxSessionSeconds = 7200 });

        var response = await World.CallAsync(new UpdateRoleDescription(), new() { RoleName = "deploy", Description = "after" });

        Assert.Equal(("deploy", "after", 7200), (response.Role!.RoleName, response.Role.Description, response.Role.MaxSessionDuration));
        Assert.Equal("after", (await World.FindAsync<Role>(Role.KeyOf(Account, "deploy")))!.Description);
    }

    [Fact]
    public async Task Changes_it_for_a_role_that_is_linked_to_a_service_too()
    {
        var role = GivenLinkedRole();

        await World.CallAsync(new UpdateRoleDescription(), new() { RoleName = LinkedRoleName, Description = "ours" });

        Assert.Equal("ours", (await World.FindAsync<Role>(role.Key))!.Description);
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new UpdateRoleDescription(), new() { RoleName = "none", Description = "" })));
}
