using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SamlProviders;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

public sealed class TagSAMLProviderTests : SamlProviderTests
{
    [Fact]
    public async Task Adds_tags_and_replaces_those_of_the_same_key_and_case()
    {
        await CreateAsync();
        await TagAsync(CorpArn, ("team", "red"), ("Team", "other"));

        await TagAsync(CorpArn, ("team", "blue"));

        Assert.Equal(["Team=other", "team=blue"], (await GetAsync()).Tags!.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        await CreateAsync();
        await TagAsync(CorpArn, [.. Enumerable.Range(0, 50).Select(number => ($"key-{number}", "v"))]);

        Assert.Equal(
            "Cannot exceed quota for TagsPerSAMLProvider: 50", await RefusedAsync<LimitExceededException>(() => TagAsync(CorpArn, ("more", "v"))));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_reserved()
    {
        await CreateAsync();

        await RefusedAsync<InvalidInputException>(() => TagAsync(CorpArn, ("aws:x", "v")));
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => TagAsync(NoneArn, ("a", "1"))));

    private Task TagAsync(string arn, params (string Key, string Value)[] tags)
        => World.CallAsync(
            new TagSAMLProvider(), new() { SAMLProviderArn = arn, Tags = [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })] });
}
