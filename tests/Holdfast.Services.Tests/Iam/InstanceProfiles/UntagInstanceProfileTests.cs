using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class UntagInstanceProfileTests : IamTests
{
    [Fact]
    public async Task Takes_tags_by_their_exact_keys_and_passes_over_those_that_are_not_there()
    {
        var profile = GivenInstanceProfile("web", tags: [("Team", "red"), ("team", "blue"), ("cost", "7")]);

        await UntagAsync("web", "team", "other");

        Assert.Equal([new Tag("Team", "red"), new Tag("cost", "7")], (await World.FindAsync<InstanceProfile>(profile.Key))!.Tags);
    }

    [Fact]
    public async Task Changes_nothing_when_no_key_is_there()
    {
        GivenInstanceProfile("web", tags: ("Team", "red"));
        var before = World.Changes.Count;

        await UntagAsync("web", "other");

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_one()
        => Assert.Equal("Instance Profile none cannot be found.", await RefusedAsync<NoSuchEntityException>(() => UntagAsync("none", "a")));

    private Task UntagAsync(string name, params string[] keys)
        => World.CallAsync(new UntagInstanceProfile(), new() { InstanceProfileName = name, TagKeys = keys });
}
