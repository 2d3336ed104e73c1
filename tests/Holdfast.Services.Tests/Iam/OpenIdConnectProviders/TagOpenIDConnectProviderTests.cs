using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class TagOpenIDConnectProviderTests : WebProviderTests
{
    [Fact]
    public async Task Adds_tags_and_replaces_those_of_the_same_key_and_case()
    {
        await CreateAsync();
        await TagAsync(Arn, ("team", "red"), ("Team", "other"));

        await TagAsync(Arn, ("team", "blue"));

        Assert.Equal(["Team=other", "team=blue"], (await GetAsync()).Tags!.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        await CreateAsync();
        await TagAsync(Arn, [.. Enumerable.Range(0, 50).Select(number => ($"key-{number}", "v"))]);

        Assert.Equal(
            "Cannot exceed quota for TagsPerOpenIDConnectProvider: 50", await RefusedAsync<LimitExceededException>(() => TagAsync(Arn, ("more", "v"))));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_reserved()
    {
        await CreateAsync();

        await RefusedAsync<InvalidInputException>(() => TagAsync(Arn, ("aws:x", "v")));
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => TagAsync(NoneArn, ("a", "1"))));

    private Task TagAsync(string arn, params (string Key, string Value)[] tags)
        => World.CallAsync(
            new TagOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = arn, Tags = [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })] });
}
