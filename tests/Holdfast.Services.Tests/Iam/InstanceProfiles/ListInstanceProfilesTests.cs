using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class ListInstanceProfilesTests : IamTests
{
    [Fact]
    public async Task Pages_through_those_under_a_path_with_their_roles_and_without_tags()
    {
        GivenInstanceProfile("b", "/team/", GivenRole("deploy"), ("a", "b"));
        GivenInstanceProfile("C", "/team/");
        GivenInstanceProfile("a");

        var first = await World.CallAsync(new ListInstanceProfiles(), new() { PathPrefix = "/team/", MaxItems = 1 });
        var second = await World.CallAsync(new ListInstanceProfiles(), new() { PathPrefix = "/team/", MaxItems = 1, Marker = first.Marker });

        var profile = Assert.Single(first.InstanceProfiles);
        Assert.Equal(("b", "deploy"), (profile.InstanceProfileName, Assert.Single(profile.Roles).RoleName));
        Assert.Null(profile.Tags);
        Assert.True(first.IsTruncated);
        Assert.Equal("C", Assert.Single(second.InstanceProfiles).InstanceProfileName);
        Assert.False(second.IsTruncated);
    }

    [Theory]
    [InlineData(null, "arn:aws:iam::111122223333:instance-profile/")]
    [InlineData("/team/", "arn:aws:iam::111122223333:instance-profile/team/")]
    public async Task Acts_on_the_path_that_is_listed(string? prefix, string resource)
        => Assert.Equal(resource, (await World.TargetAsync(new ListInstanceProfiles(), new() { PathPrefix = prefix })).Resource.Value);
}
