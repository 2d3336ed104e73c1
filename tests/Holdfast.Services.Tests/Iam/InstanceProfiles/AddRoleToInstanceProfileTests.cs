using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class AddRoleToInstanceProfileTests : IamTests
{
    [Fact]
    public async Task Puts_the_role_into_the_instance_profile()
    {
        var profile = GivenInstanceProfile("web");
        var role = GivenRole("deploy");

        await AddAsync("WEB", "DEPLOY");

        Assert.Equal(role.Id, (await World.FindAsync<InstanceProfile>(profile.Key))!.RoleId);
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("other")]
    public async Task Refuses_a_second_role_and_the_same_one_again(string name)
    {
        GivenInstanceProfile("web", role: GivenRole("deploy"));
        GivenRole("other");

        Assert.Equal(
            "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", await RefusedAsync<LimitExceededException>(() => AddAsync("web", name)));
    }

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenInstanceProfile("web");
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(() => AddAsync("web", LinkedRoleName)));
    }

    [Theory]
    [InlineData("none", "deploy", "Instance Profile none cannot be found.")]
    [InlineData("web", "none", "The role with name none cannot be found.")]
    public async Task Refuses_what_does_not_exist(string profile, string role, string message)
    {
        GivenInstanceProfile("web");
        GivenRole("deploy");

        Assert.Equal(message, await RefusedAsync<NoSuchEntityException>(() => AddAsync(profile, role)));
    }

    [Fact]
    public async Task Acts_on_the_instance_profile_and_passes_the_role_to_EC2()
    {
        GivenInstanceProfile("web", "/team/", tags: ("team", "red"));
        GivenRole("deploy", "/ci/", tags: ("stage", "test"));

        var target = await World.TargetAsync(new AddRoleToInstanceProfile(), new() { InstanceProfileName = "web", RoleName = "deploy" });

        Assert.Equal(("arn:aws:iam::111122223333:instance-profile/team/web", null), (target.Resource.Value, target.Action));
        var passed = Assert.Single(target.Also);
        Assert.Equal(("arn:aws:iam::111122223333:role/ci/deploy", "iam:PassRole"), (passed.Resource.Value, passed.Action));
        Assert.Equal(
            [
                "aws:ResourceTag/stage=test",
                "iam:ResourceTag/stage=test",
                "iam:PassedToService=ec2.amazonaws.com",
                "iam:AssociatedResourceArn=arn:aws:ec2:*:111122223333:instance/*",
            ],
            passed.Context.Select(key => $"{key.Name}={key.Values[0]}"));
    }

    private Task AddAsync(string profile, string role)
        => World.CallAsync(new AddRoleToInstanceProfile(), new() { InstanceProfileName = profile, RoleName = role });
}
