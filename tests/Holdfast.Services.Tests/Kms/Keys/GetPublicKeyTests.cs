using System.Security.Cryptography;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class GetPublicKeyTests : KmsTests
{
    [Fact]
    public async Task Gives_the_public_half_that_other_programs_read()
    {
        var key = await GivenKeyAsync(KeySpec.EccNistP384, KeyUsageType.SignVerify);

        var response = await World.CallAsync(new GetPublicKey(Ring), new() { KeyId = key.Id });

        using var read = ECDsa.Create();
        read.ImportSubjectPublicKeyInfo(response.PublicKey!.Value.Span, out _);
        Assert.Equal(384, read.KeySize);
        Assert.Equal(("ECC_NIST_P384", "SIGN_VERIFY"), (response.KeySpec, response.KeyUsage));
        Assert.Equal(["ECDSA_SHA_384"], response.SigningAlgorithms);
        Assert.Null(response.KeyAgreementAlgorithms);
    }

    [Fact]
    public async Task Refuses_keys_that_have_no_public_half()
    {
        var key = await GivenKeyAsync();

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(new GetPublicKey(Ring), new() { KeyId = key.Id }));
    }

    [Fact]
    public async Task Refuses_keys_that_cannot_be_used()
    {
        var key = await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.SignVerify);

        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(new GetPublicKey(Ring), new() { KeyId = key.Id }));
    }
}
