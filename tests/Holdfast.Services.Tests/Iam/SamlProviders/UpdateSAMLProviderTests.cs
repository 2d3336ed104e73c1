using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

public sealed class UpdateSAMLProviderTests : SamlProviderTests
{
    [Fact]
    public async Task Puts_new_metadata_in_the_place_of_the_old()
    {
        await CreateAsync();
        using var other = SamlIdentityProvider.WithRsa();

        var response = await UpdateAsync(new() { SAMLProviderArn = CorpArn, SAMLMetadataDocument = other.Metadata() });

        Assert.Equal(CorpArn, response.SAMLProviderArn);
        Assert.Equal(other.Metadata(), (await GetAsync()).SAMLMetadataDocument);
        var stored = await World.FindAsync<SamlProvider>(SamlProvider.KeyOf(Account, "corp"));
        Assert.Equal(Convert.ToBase64String(other.Certificate.RawData), Assert.Single(stored!.Certificates));
    }

    [Fact]
    public async Task Adds_and_removes_private_keys()
    {
        await CreateAsync();
        await UpdateAsync(new() { SAMLProviderArn = CorpArn, AddPrivateKey = PrivateKey });
        await UpdateAsync(new() { SAMLProviderArn = CorpArn, AddPrivateKey = PrivateKey, AssertionEncryptionMode = "Allowed" });
        var keys = (await GetAsync()).PrivateKeyList!;

        await UpdateAsync(new() { SAMLProviderArn = CorpArn, RemovePrivateKey = keys[0].KeyId });

        Assert.Equal(keys[1].KeyId, Assert.Single((await GetAsync()).PrivateKeyList!).KeyId);
    }

    [Fact]
    public async Task Refuses_a_third_private_key()
    {
        await CreateAsync();
        await UpdateAsync(new() { SAMLProviderArn = CorpArn, AddPrivateKey = PrivateKey });
        await UpdateAsync(new() { SAMLProviderArn = CorpArn, AddPrivateKey = PrivateKey });

        Assert.Equal(
            "Private key limit of 2 is reached.",
            await RefusedAsync<LimitExceededException>(() => UpdateAsync(new() { SAMLProviderArn = CorpArn, AddPrivateKey = PrivateKey })));
    }

    [Fact]
    public async Task Refuses_to_remove_the_last_key_while_encryption_is_required()
    {
        await CreateAsync(new() { Name = "corp", SAMLMetadataDocument = Idp.Metadata(), AddPrivateKey = PrivateKey, AssertionEncryptionMode = "Required" });
        var key = (await GetAsync()).PrivateKeyList![0].KeyId;

        Assert.Equal(
            "Failed to remove private key.",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync(new() { SAMLProviderArn = CorpArn, RemovePrivateKey = key })));
    }

    [Fact]
    public async Task Refuses_an_id_that_no_key_has()
    {
        await CreateAsync();

        Assert.Equal(
            "Failed to remove private key because the Key ID does not match a private key.",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync(new() { SAMLProviderArn = CorpArn, RemovePrivateKey = "SAMLPKNONE" })));
    }

    [Fact]
    public async Task Refuses_to_add_and_remove_at_once()
    {
        await CreateAsync();

        Assert.Equal(
            "Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync(new() { SAMLProviderArn = CorpArn, AddPrivateKey = PrivateKey, RemovePrivateKey = "X" })));
    }

    [Fact]
    public async Task Refuses_an_update_of_nothing()
    {
        await CreateAsync();

        Assert.Equal(
            "Unable to update identity provider. No updates are defined for metadata or encryption assertion.",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync(new() { SAMLProviderArn = CorpArn })));
    }

    [Fact]
    public async Task Refuses_what_is_no_metadata()
    {
        await CreateAsync();

        Assert.Equal(
            "Could not parse metadata",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync(new() { SAMLProviderArn = CorpArn, SAMLMetadataDocument = "<x/>" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(
            Missing,
            await RefusedAsync<NoSuchEntityException>(() => UpdateAsync(new() { SAMLProviderArn = NoneArn, SAMLMetadataDocument = Idp.Metadata() })));
}
