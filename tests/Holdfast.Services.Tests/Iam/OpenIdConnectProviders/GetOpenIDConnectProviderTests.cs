using Holdfast.Services.Iam;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class GetOpenIDConnectProviderTests : WebProviderTests
{
    [Fact]
    public async Task Gives_the_url_without_its_scheme()
    {
        await CreateAsync();

        var provider = await GetAsync();

        Assert.Equal("tokens.example.com/realm", provider.Url);
        Assert.Null(provider.Tags);
    }

    [Fact]
    public async Task Finds_a_provider_at_a_port()
    {
        await CreateAsync(new() { Url = "https://localhost:8443", ThumbprintList = [Thumbprint] });

        Assert.Equal("localhost:8443", (await GetAsync("arn:aws:iam::111122223333:oidc-provider/localhost:8443")).Url);
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => GetAsync(NoneArn)));

    [Fact]
    public async Task Refuses_the_arn_of_something_else()
        => Assert.Equal(
            "Invalid ARN: arn:aws:iam::111122223333:user/alice",
            await RefusedAsync<InvalidInputException>(() => GetAsync("arn:aws:iam::111122223333:user/alice")));
}
