using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class TagInstanceProfileTests : IamTests
{
    [Fact]
    public async Task Adds_tags_and_tells_keys_apart_by_case()
    {
        var profile = GivenInstanceProfile("web", tags: ("Team", "red"));

        await TagAsync("WEB", ("team", "blue"), ("Team", "green"));

        Assert.Equal([new Tag("team", "blue"), new Tag("Team", "green")], (await World.FindAsync<InstanceProfile>(profile.Key))!.Tags);
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        GivenInstanceProfile("web", tags: [.. Enumerable.Range(0, 50).Select(number => ($"key-{number}", "v"))]);

        Assert.Equal("Cannot exceed quota for TagsPerInstanceProfile: 50", await RefusedAsync<LimitExceededException>(() => TagAsync("web", ("more", "v"))));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_reserved()
    {
        GivenInstanceProfile("web");

        Assert.Equal(
            "aws: prefixed tag key names are not allowed for external use.",
            await RefusedAsync<InvalidInputException>(() => TagAsync("web", ("aws:team", "v"))));
    }

    [Fact]
    public async Task Refuses_an_unknown_one()
        => Assert.Equal("Instance Profile none cannot be found.", await RefusedAsync<NoSuchEntityException>(() => TagAsync("none", ("a", "b"))));

    private Task TagAsync(string name, params (string Key, string Value)[] tags)
        => World.CallAsync(
            new TagInstanceProfile(),
            new() { InstanceProfileName = name, Tags = [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })] });
}
