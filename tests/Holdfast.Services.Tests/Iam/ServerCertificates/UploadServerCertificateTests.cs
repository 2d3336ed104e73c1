using System.Security.Cryptography;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class UploadServerCertificateTests : ServerCertificateTests
{
    private readonly TestCertificates _certificates = new();

    [Fact]
    public async Task Keeps_a_certificate_with_its_chain_and_seals_its_key()
    {
        var (body, key) = _certificates.Rsa();

        var response = await World.CallAsync(UploadServerCertificate, new()
        {
            ServerCertificateName = "www",
            Path = "/cloudfront/",
            CertificateBody = body,
            PrivateKey = key,
            CertificateChain = _certificates.Chain,
            Tags = [new() { Key = "team", Value = "red" }],
        });

        var metadata = response.ServerCertificateMetadata!;
        Assert.Equal(("www", "/cloudfront/"), (metadata.ServerCertificateName, metadata.Path));
        Assert.Equal("arn:aws:iam::111122223333:server-certificate/cloudfront/www", metadata.Arn);
        Assert.Matches("^ASCA[A-Z2-7]{17}$", metadata.ServerCertificateId);
        Assert.Equal((World.Now, TestCertificates.Until), (metadata.UploadDate, metadata.Expiration));
        Assert.Equal("red", response.Tags![0].Value);
        var stored = World.Changes[^1].After<ServerCertificate>()!;
        Assert.Equal((body, _certificates.Chain), (stored.Body, stored.Chain));
        Assert.Equal(key, World.Sealer.Open(stored.SealedPrivateKey, stored.Id));
        Assert.DoesNotContain(key, stored.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_a_certificate_with_the_line_ends_of_Unix_and_without_blank_ends()
    {
        var (body, key) = _certificates.Rsa();

        await UploadAsync("\n" + body.ReplaceLineEndings("\r\n") + "\r\n\r\n", key);

        Assert.Equal(body.Trim().ReplaceLineEndings("\n"), Assert.Single(await World.ListAsync<ServerCertificate>("")).Body);
    }

    [Fact]
    public async Task Keeps_a_certificate_of_an_elliptic_key_without_a_chain()
    {
        var (body, key) = _certificates.Elliptic();

        await UploadAsync(body, key);

        Assert.Null(Assert.Single(await World.ListAsync<ServerCertificate>("")).Chain);
    }

    [Fact]
    public async Task Refuses_a_key_of_another_certificate()
    {
        var (body, _) = _certificates.Rsa();

        foreach (var key in (string[])[_certificates.Rsa().Key, _certificates.Elliptic().Key])
        {
            Assert.Equal(
                "The public key certificate and the private key do not match.",
                await RefusedAsync<KeyPairMismatchException>(() => UploadAsync(body, key)));
        }
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public async Task Refuses_what_is_no_private_key(string key)
    {
        var (body, _) = _certificates.Elliptic();

        Assert.Equal("Invalid Private Key.", await RefusedAsync<MalformedCertificateException>(() => UploadAsync(body, key)));
    }

    [Fact]
    public async Task Refuses_a_private_key_that_is_encrypted()
    {
        using var key = ECDsa.Create();
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1));

        Assert.Equal(
            "Invalid Private Key.",
            await RefusedAsync<MalformedCertificateException>(() => UploadAsync(_certificates.Elliptic().Body, encrypted)));
    }

    [Theory]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----")]
    public async Task Refuses_what_is_no_certificate(string body)
        => Assert.Equal(
            "Unable to parse certificate. Please ensure the certificate is in PEM format.",
            await RefusedAsync<MalformedCertificateException>(() => UploadAsync(body, "key")));

    [Fact]
    public async Task Refuses_two_certificates_in_the_place_of_one()
    {
        var (body, key) = _certificates.Elliptic();

        await RefusedAsync<MalformedCertificateException>(() => UploadAsync(body + "\n" + _certificates.Chain, key));
    }

    [Fact]
    public async Task Refuses_a_certificate_that_has_expired_or_is_not_valid_yet()
    {
        var (old, oldKey) = _certificates.Elliptic(until: World.Now - TimeSpan.FromDays(1));
        var (early, earlyKey) = _certificates.Elliptic(from: World.Now + TimeSpan.FromDays(1));

        Assert.Equal(
            "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.",
            await RefusedAsync<MalformedCertificateException>(() => UploadAsync(old, oldKey)));
        Assert.Equal(
            "Certificate is not yet valid. The 'Not Before' date restriction on the certificate has not passed.",
            await RefusedAsync<MalformedCertificateException>(() => UploadAsync(early, earlyKey)));
    }

    [Fact]
    public async Task Refuses_a_chain_that_is_not_in_order()
    {
        var (body, key) = _certificates.Elliptic();

        Assert.EndsWith(": 0", await RefusedAsync<MalformedCertificateException>(() => UploadAsync(body, key, _certificates.Root)), StringComparison.Ordinal);
        Assert.EndsWith(": 0", await RefusedAsync<MalformedCertificateException>(() => UploadAsync(body, key, "no chain")), StringComparison.Ordinal);
        Assert.EndsWith(": 2", await RefusedAsync<MalformedCertificateException>(() => UploadAsync(body, key, _certificates.Chain + "\nmore")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_chain_whose_signatures_are_another_ones()
    {
        var (body, key) = _certificates.Elliptic();

        Assert.Equal(
            "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any "
            + "intermediaries in order. The index within the chain of the invalid certificate is: 0",
            await RefusedAsync<MalformedCertificateException>(() => UploadAsync(body, key, TestCertificates.OtherRoot())));
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken_in_any_case()
    {
        GivenServerCertificate("www");

        Assert.Equal(
            "The Server Certificate with name WWW already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => UploadAsync("body", "key", name: "WWW")));
    }

    [Fact]
    public async Task Refuses_a_twenty_first_certificate()
    {
        for (var number = 0; number < 20; number++)
        {
            GivenServerCertificate("www-" + number);
        }

        Assert.Equal(
            "Cannot exceed quota for ServerCertificatesPerAccount: 20",
            await RefusedAsync<LimitExceededException>(() => UploadAsync("body", "key")));
    }

    [Fact]
    public async Task Refuses_a_tag_that_is_reserved()
        => await RefusedAsync<InvalidInputException>(() => World.CallAsync(
            UploadServerCertificate,
            new() { ServerCertificateName = "www", CertificateBody = "b", PrivateKey = "k", Tags = [new() { Key = "aws:x", Value = "" }] }));

    private Task UploadAsync(string body, string key, string? chain = null, string name = "www")
        => World.CallAsync(
            UploadServerCertificate, new() { ServerCertificateName = name, CertificateBody = body, PrivateKey = key, CertificateChain = chain });
}
