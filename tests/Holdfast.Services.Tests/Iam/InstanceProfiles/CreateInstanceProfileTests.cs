using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class CreateInstanceProfileTests : IamTests
{
    private CreateInstanceProfile CreateInstanceProfile => new(Quotas);

    [Fact]
    public async Task Keeps_and_returns_what_was_asked_for()
    {
        var response = await World.CallAsync(
            CreateInstanceProfile, new() { InstanceProfileName = "Web", Path = "/team/", Tags = [new() { Key = "a", Value = "b" }] });

        var profile = response.InstanceProfile;
        Assert.Equal(("Web", "/team/", "arn:aws:iam::111122223333:instance-profile/team/Web"), (profile.InstanceProfileName, profile.Path, profile.Arn));
        Assert.Matches("^AIPA[A-Z2-7]{17}$", profile.InstanceProfileId);
        Assert.Equal(World.Now, profile.CreateDate);
        Assert.Empty(profile.Roles);
        Assert.Equal([new TagShape { Key = "a", Value = "b" }], profile.Tags!);
        Assert.Equal(profile.InstanceProfileId, (await World.FindAsync<InstanceProfile>(InstanceProfile.KeyOf(Account, "web")))!.Id);
    }

    [Fact]
    public async Task Puts_one_without_a_path_at_the_root_and_leaves_empty_tags_out()
    {
        var profile = (await World.CallAsync(CreateInstanceProfile, new() { InstanceProfileName = "web" })).InstanceProfile;

        Assert.Equal("arn:aws:iam::111122223333:instance-profile/web", profile.Arn);
        Assert.Null(profile.Tags);
    }

    [Fact]
    public async Task Refuses_a_name_that_differs_by_case_alone()
    {
        GivenInstanceProfile("web");

        Assert.Equal(
            "Instance Profile WEB already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => World.CallAsync(CreateInstanceProfile, new() { InstanceProfileName = "WEB" })));
    }

    [Fact]
    public async Task Refuses_one_more_than_the_quota()
    {
        GivenInstanceProfile("web");

        Assert.Equal(
            "Cannot exceed quota for InstanceProfilesPerAccount: 1",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(
                new CreateInstanceProfile(Quotas with { InstanceProfilesPerAccount = 1 }), new() { InstanceProfileName = "more" })));
    }

    [Fact]
    public async Task Refuses_a_tag_key_that_comes_twice_but_tells_keys_apart_by_case()
    {
        Assert.Equal(
            "Duplicate tag keys found.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(
                CreateInstanceProfile, new() { InstanceProfileName = "web", Tags = [Tag("a", "1"), Tag("a", "2")] })));
        await World.CallAsync(CreateInstanceProfile, new() { InstanceProfileName = "web", Tags = [Tag("a", "1"), Tag("A", "2")] });
    }

    [Fact]
    public async Task Acts_on_the_instance_profile_to_be_with_the_tags_of_the_request()
    {
        var target = await World.TargetAsync(
            CreateInstanceProfile, new() { InstanceProfileName = "web", Path = "/team/", Tags = [Tag("team", "red")] });

        Assert.Equal("arn:aws:iam::111122223333:instance-profile/team/web", target.Resource.Value);
        Assert.Equal(["aws:RequestTag/team", "aws:TagKeys"], target.Context.Select(key => key.Name));
    }

    private static TagShape Tag(string key, string value) => new() { Key = key, Value = value };
}
