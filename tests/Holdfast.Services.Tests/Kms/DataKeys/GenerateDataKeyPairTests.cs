using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.DataKeys;
using Holdfast.Services.Kms.Encryption;

namespace Holdfast.Services.Tests.Kms.DataKeys;

public sealed class GenerateDataKeyPairTests : KmsTests
{
    private GenerateDataKeyPair GenerateDataKeyPair => new(Ring);

    [Theory]
    [InlineData(DataKeyPairSpec.Rsa2048)]
    [InlineData(DataKeyPairSpec.EccNistP256)]
    [InlineData(DataKeyPairSpec.EccSecgP256k1)]
    public async Task Gives_a_pair_whose_private_half_is_encrypted_too(string spec)
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(GenerateDataKeyPair, new() { KeyId = key.Id, KeyPairSpec = spec });

        var decrypted = await World.CallAsync(new Decrypt(Ring), new() { CiphertextBlob = response.PrivateKeyCiphertextBlob });
        Assert.True(decrypted.Plaintext!.Value.Span.SequenceEqual(response.PrivateKeyPlaintext!.Value.Span));
        using AsymmetricAlgorithm pair = spec == DataKeyPairSpec.Rsa2048 ? RSA.Create() : ECDsa.Create();
        pair.ImportPkcs8PrivateKey(decrypted.Plaintext.Value.Span, out _);
        Assert.Equal(response.PublicKey!.Value.ToArray(), pair.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public async Task Refuses_what_cannot_be_made_or_sealed()
    {
        var key = await GivenKeyAsync();
        GenerateDataKeyPairRequest request = new() { KeyId = key.Id, KeyPairSpec = DataKeyPairSpec.EccNistP256 };

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(GenerateDataKeyPair, request with { KeyPairSpec = DataKeyPairSpec.SM2 }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(GenerateDataKeyPair, request with { DryRun = true }));
        Assert.Equal(501, (await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(GenerateDataKeyPair, request with { Recipient = new() }))).Status);
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(GenerateDataKeyPair, request));
    }
}
