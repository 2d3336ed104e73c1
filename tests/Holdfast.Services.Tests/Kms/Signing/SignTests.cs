using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Signing;

namespace Holdfast.Services.Tests.Kms.Signing;

public sealed class SignTests : KmsTests
{
    private Sign Sign => new(Ring);

    [Theory]
    [InlineData(KeySpec.Rsa2048, SigningAlgorithmSpec.RsassaPssSha256)]
    [InlineData(KeySpec.Rsa2048, SigningAlgorithmSpec.RsassaPssSha512)]
    [InlineData(KeySpec.Rsa2048, SigningAlgorithmSpec.RsassaPkcs1V15Sha384)]
    [InlineData(KeySpec.EccNistP256, SigningAlgorithmSpec.EcdsaSha256)]
    [InlineData(KeySpec.EccNistP384, SigningAlgorithmSpec.EcdsaSha384)]
    [InlineData(KeySpec.EccNistP521, SigningAlgorithmSpec.EcdsaSha512)]
    [InlineData(KeySpec.EccSecgP256k1, SigningAlgorithmSpec.EcdsaSha256)]
    public async Task Makes_signatures_that_others_verify_with_the_public_half(string spec, string algorithm)
    {
        var key = await GivenKeyAsync(spec, KeyUsageType.SignVerify);
        var publicKey = (await World.CallAsync(new GetPublicKey(Ring), new() { KeyId = key.Id })).PublicKey!.Value.Span.ToArray();

        var response = await World.CallAsync(Sign, new() { KeyId = key.Id, Message = Bytes("message"), SigningAlgorithm = algorithm });

        Assert.Equal((key.Arn.Value, algorithm), (response.KeyId, response.SigningAlgorithm));
        Assert.True(Verifies(publicKey, Bytes("message").ToArray(), response.Signature!.Value.ToArray(), algorithm));
        Assert.False(Verifies(publicKey, Bytes("massage").ToArray(), response.Signature.Value.ToArray(), algorithm));
    }

    [Fact]
    public async Task Signs_the_digest_of_a_message_of_any_length()
    {
        var key = await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.SignVerify);
        SignRequest request = new()
        {
            KeyId = key.Id,
            Message = SHA256.HashData(new byte[100_000]),
            MessageType = MessageType.DIGEST,
            SigningAlgorithm = SigningAlgorithmSpec.EcdsaSha256,
        };

        var response = await World.CallAsync(Sign, request);

        using var pair = ECDsa.Create();
        pair.ImportSubjectPublicKeyInfo((await World.CallAsync(new GetPublicKey(Ring), new() { KeyId = key.Id })).PublicKey!.Value.Span, out _);
        Assert.True(pair.VerifyData(new byte[100_000], response.Signature!.Value.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(
            "Digest is invalid length for algorithm ECDSA_SHA_256.",
            await RefusedAsync<CommonException>(() => World.CallAsync(Sign, request with { Message = new byte[31] })));
        await RefusedAsync<CommonException>(() => World.CallAsync(Sign, request with { MessageType = MessageType.ExternalMu }));
    }

    [Fact]
    public async Task Refuses_algorithms_and_keys_for_something_else()
    {
        var ecc = await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.SignVerify);
        var key = await GivenKeyAsync();
        SignRequest request = new() { KeyId = ecc.Id, Message = Bytes("x"), SigningAlgorithm = SigningAlgorithmSpec.EcdsaSha256 };

        Assert.Equal(
            "Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(Sign, request with { SigningAlgorithm = SigningAlgorithmSpec.EcdsaSha384 })));
        Assert.Equal(
            $"{key.Arn} key usage is ENCRYPT_DECRYPT which is not valid for Sign.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(Sign, request with { KeyId = key.Id })));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(Sign, request with { DryRun = true }));
        await RefusedUnlessEnabledAsync(ecc, () => World.CallAsync(Sign, request));
    }

    private static bool Verifies(byte[] publicKey, byte[] message, byte[] signature, string algorithm)
    {
        var hash = new HashAlgorithmName("SHA" + algorithm[^3..]);
        if (algorithm.StartsWith("ECDSA", StringComparison.Ordinal))
        {
            using var pair = ECDsa.Create();
            pair.ImportSubjectPublicKeyInfo(publicKey, out _);
            return pair.VerifyData(message, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.VerifyData(message, signature, hash, algorithm.Contains("PSS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }
}
