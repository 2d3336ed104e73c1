using System.Security.Cryptography;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.DataKeys;
using Holdfast.Services.Kms.Encryption;

namespace Holdfast.Services.Tests.Kms.DataKeys;

public sealed class GenerateDataKeyPairWithoutPlaintextTests : KmsTests
{
    [Fact]
    public async Task Gives_a_pair_whose_private_half_is_decrypted_later()
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(
            new GenerateDataKeyPairWithoutPlaintext(Ring), new() { KeyId = key.Id, KeyPairSpec = DataKeyPairSpec.EccNistP384 });

        using var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey((await World.CallAsync(new Decrypt(Ring), new() { CiphertextBlob = response.PrivateKeyCiphertextBlob })).Plaintext!.Value.Span, out _);
        Assert.Equal(response.PublicKey!.Value.ToArray(), pair.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public async Task Refuses_what_cannot_be_made_or_sealed()
    {
        var key = await GivenKeyAsync();
        GenerateDataKeyPairWithoutPlaintextRequest request = new() { KeyId = key.Id, KeyPairSpec = DataKeyPairSpec.EccNistP256 };

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(
            new GenerateDataKeyPairWithoutPlaintext(Ring), request with { KeyPairSpec = DataKeyPairSpec.EccNistEdwards25519 }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(new GenerateDataKeyPairWithoutPlaintext(Ring), request with { DryRun = true }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(new GenerateDataKeyPairWithoutPlaintext(Ring), request));
    }
}
