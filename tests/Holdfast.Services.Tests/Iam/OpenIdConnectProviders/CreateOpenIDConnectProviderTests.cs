using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;
using Holdfast.Services.Iam.OutboundFederation;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class CreateOpenIDConnectProviderTests : WebProviderTests
{
    [Fact]
    public async Task Keeps_the_provider_under_its_host_and_path()
    {
        var response = await CreateAsync(new()
        {
            Url = Url,
            ClientIDList = ["my-app", "my-app", "other"],
            ThumbprintList = [Thumbprint.ToUpperInvariant()],
            Tags = [new() { Key = "team", Value = "red" }],
        });

        Assert.Equal(Arn, response.OpenIDConnectProviderArn);
        Assert.Equal("red", Assert.Single(response.Tags!).Value);
        var provider = await GetAsync();
        Assert.Equal("tokens.example.com/realm", provider.Url);
        Assert.Equal(["my-app", "other"], provider.ClientIDList!);
        Assert.Equal([Thumbprint], provider.ThumbprintList!);
        Assert.Equal(World.Now, provider.CreateDate);
    }

    [Fact]
    public async Task Retrieves_the_thumbprint_when_none_is_given()
    {
        Keys.Thumbprints[Url] = Thumbprint;

        await CreateAsync(new() { Url = Url });

        Assert.Equal([Thumbprint], (await GetAsync()).ThumbprintList!);
    }

    [Fact]
    public async Task Refuses_a_host_whose_thumbprint_cannot_be_retrieved()
        => Assert.Equal(
            $"Unable to retrieve the thumbprint of the OpenID Connect provider {Url}",
            await RefusedAsync<OpenIdIdpCommunicationErrorException>(() => CreateAsync(new() { Url = Url })));

    [Fact]
    public async Task Needs_no_thumbprint_of_an_issuer_that_an_account_here_is()
    {
        var issuer = await World.CallAsync(new EnableOutboundWebIdentityFederation(World.Sealer), new(), account: new("999988887777"));

        await CreateAsync(new() { Url = issuer.IssuerIdentifier! });

        Assert.Empty((await GetAsync("arn:aws:iam::111122223333:oidc-provider/" + issuer.IssuerIdentifier!["https://".Length..])).ThumbprintList!);
    }

    [Theory]
    [InlineData("http://tokens.example.com")]
    [InlineData("tokens.example.com")]
    [InlineData("https://")]
    [InlineData("https://tokens.example.com/?a=b")]
    [InlineData("https://tokens.example.com/#x")]
    [InlineData("https://user@tokens.example.com")]
    [InlineData("https://tokens.example.com//x")]
    [InlineData("https://*.example.com")]
    public async Task Refuses_what_is_no_url_of_a_provider(string url)
        => Assert.Equal(
            "Invalid Open ID Connect Provider URL",
            await RefusedAsync<CommonException>(() => CreateAsync(new() { Url = url, ThumbprintList = [Thumbprint] })));

    [Fact]
    public async Task Refuses_a_url_that_is_taken()
    {
        await CreateAsync();

        Assert.Equal($"Provider with url {Url} already exists.", await RefusedAsync<EntityAlreadyExistsException>(() => CreateAsync()));
    }

    [Fact]
    public async Task Refuses_a_sixth_thumbprint()
        => Assert.Equal(
            "Thumbprint list must contain fewer than 5 entries.",
            await RefusedAsync<InvalidInputException>(() => CreateAsync(new() { Url = Url, ThumbprintList = [.. Enumerable.Repeat(Thumbprint, 6)] })));

    [Fact]
    public async Task Refuses_a_thumbprint_that_is_not_hexadecimal()
        => await RefusedAsync<InvalidInputException>(() => CreateAsync(new() { Url = Url, ThumbprintList = [new string('z', 40)] }));

    [Fact]
    public async Task Refuses_a_hundred_and_first_audience()
        => Assert.Equal(
            "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100",
            await RefusedAsync<LimitExceededException>(() => CreateAsync(
                new() { Url = Url, ThumbprintList = [Thumbprint], ClientIDList = [.. Enumerable.Range(0, 101).Select(number => $"app-{number}")] })));

    [Fact]
    public async Task Refuses_one_more_than_the_quota()
    {
        var create = new CreateOpenIDConnectProvider(
            Keys, new OutboundIssuers(World.Sealer, World.Clock), new() { WebProvidersPerAccount = 1 });
        await World.CallAsync(create, new() { Url = Url, ThumbprintList = [Thumbprint] });

        Assert.Equal(
            "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 1",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(create, new() { Url = "https://b.example.com", ThumbprintList = [Thumbprint] })));
    }
}
