using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SamlProviders;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

public sealed class DeleteSAMLProviderTests : SamlProviderTests
{
    [Fact]
    public async Task Deletes_the_provider_with_its_document()
    {
        await CreateAsync();
        var id = (await GetAsync()).SAMLProviderUUID!;

        await World.CallAsync(new DeleteSAMLProvider(), new() { SAMLProviderArn = CorpArn });

        Assert.Null(await World.FindAsync<SamlProvider>(SamlProvider.KeyOf(Account, "corp")));
        Assert.Empty(await World.ListAsync<SamlMetadataPart>(SamlMetadataPart.PrefixOf(Account, id)));
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(
            Missing,
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteSAMLProvider(), new() { SAMLProviderArn = NoneArn })));
}
