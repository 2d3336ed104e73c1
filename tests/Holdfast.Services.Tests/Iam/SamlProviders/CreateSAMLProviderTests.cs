using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SamlProviders;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

public sealed class CreateSAMLProviderTests : SamlProviderTests
{
    [Fact]
    public async Task Keeps_what_the_metadata_says()
    {
        var response = await CreateAsync(new()
        {
            Name = "corp",
            SAMLMetadataDocument = Idp.Metadata(World.Now.AddYears(1)),
            Tags = [new() { Key = "team", Value = "red" }],
        });

        Assert.Equal(CorpArn, response.SAMLProviderArn);
        Assert.Equal("team", Assert.Single(response.Tags!).Key);
        var stored = await World.FindAsync<SamlProvider>(SamlProvider.KeyOf(Account, "CORP"));
        Assert.Equal(Idp.EntityId, stored!.EntityId);
        Assert.Equal(Convert.ToBase64String(Idp.Certificate.RawData), Assert.Single(stored.Certificates));
        Assert.Equal(World.Now.AddYears(1), stored.ValidUntil);
        Assert.StartsWith("SAMLSP", stored.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_a_private_key_sealed_and_shows_its_id_only()
    {
        await CreateAsync(new() { Name = "corp", SAMLMetadataDocument = Idp.Metadata(), AddPrivateKey = PrivateKey, AssertionEncryptionMode = "Required" });

        var key = Assert.Single((await World.FindAsync<SamlProvider>(SamlProvider.KeyOf(Account, "corp")))!.PrivateKeys);
        Assert.Equal(World.Sealer.Seal(PrivateKey, key.Id), key.SealedPem);
        Assert.DoesNotContain("PRIVATE", key.ToString(), StringComparison.Ordinal);
        var shown = await GetAsync();
        Assert.Equal(key.Id, Assert.Single(shown.PrivateKeyList!).KeyId);
        Assert.Equal("Required", shown.AssertionEncryptionMode);
    }

    [Fact]
    public async Task Keeps_a_document_that_is_longer_than_a_record()
    {
        var document = Idp.Metadata().Replace("<md:IDPSSODescriptor", $"<md:Extensions><x xmlns='urn:x'>{new string('é', 3_000_000)}</x></md:Extensions><md:IDPSSODescriptor", StringComparison.Ordinal);

        await CreateAsync(new() { Name = "corp", SAMLMetadataDocument = document });

        Assert.Equal(document, (await GetAsync()).SAMLMetadataDocument);
    }

    [Theory]
    [InlineData("not xml at all")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    [InlineData("<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' entityID='x'/>")]
    public async Task Refuses_what_is_no_metadata(string document)
        => Assert.Equal(
            "Could not parse metadata",
            await RefusedAsync<InvalidInputException>(() => CreateAsync(new() { Name = "corp", SAMLMetadataDocument = document })));

    [Fact]
    public async Task Refuses_entities_that_would_grow()
    {
        var bomb = "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
            + Idp.Metadata()[Idp.Metadata().IndexOf("<md:", StringComparison.Ordinal)..].Replace(Idp.EntityId, "&c;", StringComparison.Ordinal);

        Assert.Equal(
            "Could not parse metadata",
            await RefusedAsync<InvalidInputException>(() => CreateAsync(new() { Name = "corp", SAMLMetadataDocument = bomb })));
    }

    [Fact]
    public async Task Refuses_elements_that_go_too_deep()
    {
        var deep = Idp.Metadata().Replace(
            "<md:IDPSSODescriptor", string.Concat(Enumerable.Repeat("<x>", 5_000)) + string.Concat(Enumerable.Repeat("</x>", 5_000)) + "<md:IDPSSODescriptor", StringComparison.Ordinal);

        await RefusedAsync<InvalidInputException>(() => CreateAsync(new() { Name = "corp", SAMLMetadataDocument = deep }));
    }

    [Fact]
    public async Task Refuses_a_certificate_that_is_none()
    {
        var document = Idp.Metadata();
        var start = document.IndexOf("<ds:X509Certificate>", StringComparison.Ordinal) + "<ds:X509Certificate>".Length;
        var end = document.IndexOf("</ds:X509Certificate>", StringComparison.Ordinal);

        await RefusedAsync<InvalidInputException>(() => CreateAsync(
            new() { Name = "corp", SAMLMetadataDocument = $"{document[..start]}bm90IGEgY2VydGlmaWNhdGU={document[end..]}" }));
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken_in_any_case()
    {
        await CreateAsync();

        Assert.Equal(
            "Provider with name Corp already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => CreateAsync(new() { Name = "Corp", SAMLMetadataDocument = Idp.Metadata() })));
    }

    [Fact]
    public async Task Refuses_one_more_than_the_quota()
    {
        var create = new CreateSAMLProvider(World.Sealer, new() { SamlProvidersPerAccount = 1 });
        await World.CallAsync(create, new() { Name = "one", SAMLMetadataDocument = Idp.Metadata() });

        Assert.Equal(
            "Cannot exceed quota for SAMLProvidersPerAccount: 1",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(create, new() { Name = "two", SAMLMetadataDocument = Idp.Metadata() })));
    }

    [Fact]
    public async Task Refuses_a_private_key_that_is_none()
        => Assert.Equal(
            "Invalid private key.",
            await RefusedAsync<InvalidInputException>(() => CreateAsync(new() { Name = "corp", SAMLMetadataDocument = Idp.Metadata(), AddPrivateKey = "-----BEGIN PRIVATE KEY-----" })));

    [Fact]
    public async Task Refuses_to_require_encryption_without_a_key()
        => Assert.Equal(
            "Unable to set assertion encryption mode to Required because no private key is provided.",
            await RefusedAsync<InvalidInputException>(() => CreateAsync(new() { Name = "corp", SAMLMetadataDocument = Idp.Metadata(), AssertionEncryptionMode = "Required" })));
}
