using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class RemoveRoleFromInstanceProfileTests : IamTests
{
    [Fact]
    public async Task Takes_the_role_out()
    {
        var profile = GivenInstanceProfile("web", role: GivenRole("deploy"));

        await RemoveAsync("WEB", "DEPLOY");

        Assert.Null((await World.FindAsync<InstanceProfile>(profile.Key))!.RoleId);
    }

    [Theory]
    [InlineData("none", "deploy", "Instance Profile none cannot be found.")]
    [InlineData("web", "none", "The role with name none cannot be found.")]
    [InlineData("web", "other", "The role with name other cannot be found.")]
    public async Task Refuses_what_does_not_exist_and_a_role_that_is_not_in_it(string profile, string role, string message)
    {
        GivenInstanceProfile("web", role: GivenRole("deploy"));
        GivenRole("other");

        Assert.Equal(message, await RefusedAsync<NoSuchEntityException>(() => RemoveAsync(profile, role)));
    }

    private Task RemoveAsync(string profile, string role)
        => World.CallAsync(new RemoveRoleFromInstanceProfile(), new() { InstanceProfileName = profile, RoleName = role });
}
