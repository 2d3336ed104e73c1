using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class ListOpenIDConnectProvidersTests : WebProviderTests
{
    [Fact]
    public async Task Lists_the_providers_of_the_account()
    {
        await CreateAsync();
        await CreateAsync(new() { Url = "https://a.example.com", ThumbprintList = [Thumbprint] });

        var list = (await World.CallAsync(new ListOpenIDConnectProviders(), new())).OpenIDConnectProviderList!;

        Assert.Equal(["arn:aws:iam::111122223333:oidc-provider/a.example.com", Arn], list.Select(provider => provider.Arn));
        Assert.Empty((await World.CallAsync(new ListOpenIDConnectProviders(), new(), account: new("999988887777"))).OpenIDConnectProviderList!);
    }
}
