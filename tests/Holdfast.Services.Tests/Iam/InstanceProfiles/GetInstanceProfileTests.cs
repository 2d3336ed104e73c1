using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class GetInstanceProfileTests : IamTests
{
    [Fact]
    public async Task Tells_about_it_with_the_role_that_it_contains()
    {
        var role = NewRole("deploy", "/team/", tags: ("a", "b")) with { Description = "ships" };
        World.Given(role);
        GivenInstanceProfile("web", role: role, tags: ("c", "d"));

        var profile = (await World.CallAsync(new GetInstanceProfile(), new() { InstanceProfileName = "WEB" })).InstanceProfile;

        Assert.Equal("web", profile.InstanceProfileName);
        Assert.Equal([new TagShape { Key = "c", Value = "d" }], profile.Tags!);
        var shown = Assert.Single(profile.Roles);
        Assert.Equal((role.Arn.Value, role.Id, Trust), (shown.Arn, shown.RoleId, Uri.UnescapeDataString(shown.AssumeRolePolicyDocument!)));
        Assert.Null(shown.Tags);
    }

    [Fact]
    public async Task Has_an_empty_list_of_tags_and_roles_when_there_are_none()
    {
        GivenInstanceProfile("web");

        var profile = (await World.CallAsync(new GetInstanceProfile(), new() { InstanceProfileName = "web" })).InstanceProfile;

        Assert.Empty(profile.Tags!);
        Assert.Empty(profile.Roles);
    }

    [Fact]
    public async Task Refuses_an_unknown_one()
        => Assert.Equal(
            "Instance Profile none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetInstanceProfile(), new() { InstanceProfileName = "none" })));

    [Theory]
    [InlineData("WEB", "arn:aws:iam::111122223333:instance-profile/team/web", "aws:ResourceTag/team")]
    [InlineData("none", "arn:aws:iam::111122223333:instance-profile/none", "")]
    public async Task Acts_on_it_with_its_tags(string name, string resource, string key)
    {
        GivenInstanceProfile("web", "/team/", tags: ("team", "red"));

        var target = await World.TargetAsync(new GetInstanceProfile(), new() { InstanceProfileName = name });

        Assert.Equal(resource, target.Resource.Value);
        Assert.Equal(key, string.Join(',', target.Context.Select(one => one.Name)));
    }
}
