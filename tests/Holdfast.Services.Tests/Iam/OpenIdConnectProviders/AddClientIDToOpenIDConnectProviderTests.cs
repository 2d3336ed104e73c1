using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class AddClientIDToOpenIDConnectProviderTests : WebProviderTests
{
    [Fact]
    public async Task Adds_an_audience_once()
    {
        await CreateAsync();

        await AddAsync("another");
        await AddAsync("another");

        Assert.Equal(["my-app", "another"], (await GetAsync()).ClientIDList!);
    }

    [Fact]
    public async Task Refuses_a_hundred_and_first_audience()
    {
        await CreateAsync(new() { Url = Url, ThumbprintList = [Thumbprint], ClientIDList = [.. Enumerable.Range(0, 100).Select(number => $"app-{number}")] });

        Assert.Equal(
            "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100", await RefusedAsync<LimitExceededException>(() => AddAsync("more")));
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => AddAsync("x", NoneArn)));

    private Task AddAsync(string clientId, string arn = Arn)
        => World.CallAsync(new AddClientIDToOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = arn, ClientID = clientId });
}
