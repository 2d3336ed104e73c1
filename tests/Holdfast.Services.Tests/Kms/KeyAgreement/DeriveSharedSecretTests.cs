using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyAgreement;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.KeyAgreement;

public sealed class DeriveSharedSecretTests : KmsTests
{
    private DeriveSharedSecret DeriveSharedSecret => new(Ring);

    [Fact]
    public async Task Derives_what_the_other_side_derives()
    {
        var key = await GivenKeyAsync(KeySpec.EccNistP384, KeyUsageType.KeyAgreement);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);

        var response = await World.CallAsync(DeriveSharedSecret, RequestOf(key, other.ExportSubjectPublicKeyInfo()));

        using var own = ECDiffieHellman.Create();
        own.ImportSubjectPublicKeyInfo((await World.CallAsync(new GetPublicKey(Ring), new() { KeyId = key.Id })).PublicKey!.Value.Span, out _);
        Assert.Equal(other.DeriveRawSecretAgreement(own.PublicKey), response.SharedSecret!.Value.ToArray());
        Assert.Equal((key.Arn.Value, "ECDH", "AWS_KMS"), (response.KeyId, response.KeyAgreementAlgorithm, response.KeyOrigin));
    }

    [Fact]
    public async Task Refuses_public_keys_that_do_not_fit()
    {
        var key = await GivenKeyAsync(KeySpec.EccNistP384, KeyUsageType.KeyAgreement);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

        foreach (var publicKey in new[] { other.ExportSubjectPublicKeyInfo(), new byte[20] })
        {
            Assert.Equal(
                "The public key is not a valid public key for key spec ECC_NIST_P384.",
                await RefusedAsync<CommonException>(() => World.CallAsync(DeriveSharedSecret, RequestOf(key, publicKey))));
        }
    }

    [Fact]
    public async Task Refuses_keys_for_something_else_and_keys_that_cannot_be_used()
    {
        var (key, signer) = (await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.KeyAgreement), await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.SignVerify));
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestOf(key, other.ExportSubjectPublicKeyInfo());

        Assert.Equal(
            $"{signer.Arn} key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(DeriveSharedSecret, request with { KeyId = signer.Id })));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(DeriveSharedSecret, request with { DryRun = true }));
        Assert.Equal(501, (await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(DeriveSharedSecret, request with { Recipient = new() }))).Status);
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(DeriveSharedSecret, request));
    }

    private static DeriveSharedSecretRequest RequestOf(Key key, byte[] publicKey)
        => new() { KeyId = key.Id, KeyAgreementAlgorithm = KeyAgreementAlgorithmSpec.ECDH, PublicKey = publicKey };
}
