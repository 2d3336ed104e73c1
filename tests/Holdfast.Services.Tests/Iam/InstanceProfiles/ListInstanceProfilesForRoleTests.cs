using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class ListInstanceProfilesForRoleTests : IamTests
{
    [Fact]
    public async Task Pages_through_those_that_contain_the_role()
    {
        var role = GivenRole("deploy");
        GivenInstanceProfile("b", role: role);
        GivenInstanceProfile("A", role: role);
        GivenInstanceProfile("c", role: GivenRole("other"));
        GivenInstanceProfile("d");

        var first = await World.CallAsync(new ListInstanceProfilesForRole(), new() { RoleName = "DEPLOY", MaxItems = 1 });
        var second = await World.CallAsync(new ListInstanceProfilesForRole(), new() { RoleName = "deploy", MaxItems = 1, Marker = first.Marker });

        Assert.Equal("A", Assert.Single(first.InstanceProfiles).InstanceProfileName);
        Assert.True(first.IsTruncated);
        Assert.Equal("b", Assert.Single(second.InstanceProfiles).InstanceProfileName);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListInstanceProfilesForRole(), new() { RoleName = "none" })));
}
