using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class UntagOpenIDConnectProviderTests : WebProviderTests
{
    [Fact]
    public async Task Takes_tags_and_passes_over_keys_that_are_not_there()
    {
        await CreateAsync();
        await World.CallAsync(
            new TagOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = Arn, Tags = [new() { Key = "a", Value = "1" }, new() { Key = "b", Value = "2" }] });

        await UntagAsync(Arn, "a", "none");

        Assert.Equal("b", Assert.Single((await GetAsync()).Tags!).Key);
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => UntagAsync(NoneArn, "a")));

    private Task UntagAsync(string arn, params string[] keys)
        => World.CallAsync(new UntagOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = arn, TagKeys = keys });
}
