using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class RemoveClientIDFromOpenIDConnectProviderTests : WebProviderTests
{
    [Fact]
    public async Task Removes_an_audience_and_does_not_mind_when_it_is_gone()
    {
        await CreateAsync();

        await RemoveAsync("my-app");
        await RemoveAsync("my-app");

        Assert.Empty((await GetAsync()).ClientIDList!);
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => RemoveAsync("x", NoneArn)));

    private Task RemoveAsync(string clientId, string arn = Arn)
        => World.CallAsync(new RemoveClientIDFromOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = arn, ClientID = clientId });
}
