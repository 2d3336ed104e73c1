using Holdfast.Services.Iam.SamlProviders;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

public sealed class ListSAMLProvidersTests : SamlProviderTests
{
    [Fact]
    public async Task Lists_the_providers_of_the_account()
    {
        await CreateAsync();
        await CreateAsync(new() { Name = "Another", SAMLMetadataDocument = Idp.Metadata() });

        var list = (await World.CallAsync(new ListSAMLProviders(), new())).SAMLProviderList!;

        Assert.Equal(["arn:aws:iam::111122223333:saml-provider/Another", CorpArn], list.Select(provider => provider.Arn));
        Assert.All(list, provider => Assert.Equal(World.Now, provider.CreateDate));
        Assert.Empty((await World.CallAsync(new ListSAMLProviders(), new(), account: new("999988887777"))).SAMLProviderList!);
    }
}
