using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Encryption;

/// <summary>Encrypts up to 4,096 bytes with a key.</summary>
internal sealed class Encrypt(KeyRing ring) : IOperation<EncryptRequest, EncryptResponse>
{
    public async ValueTask<Target> TargetAsync(EncryptRequest request, Call call, CancellationToken cancellationToken)
    {
        var found = await call.FindKeyOrAliasAsync(request.KeyId, cancellationToken);
        var target = await call.TargetAsync(
            found,
            GrantedUse.WithContext(GrantOperation.Encrypt, request.EncryptionContext),
            cancellationToken,
            new ConditionKey("kms:EncryptionAlgorithm", AlgorithmOf(request)));
        return target.WithAlgorithm(request.EncryptionAlgorithm, AlgorithmOf(request)).WithMaterial(found.MaterialId());
    }

    public async ValueTask<EncryptResponse> ExecuteAsync(EncryptRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var key = (await call.KeyOrAliasAsync(request.KeyId, cancellationToken)).Usable().For(KeyUsageType.EncryptDecrypt, nameof(Encrypt));
        var ciphertext = await call.EncryptAsync(key, AlgorithmOf(request), request.Plaintext, request.EncryptionContext, ring, cancellationToken);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.Encrypt, cancellationToken);
        return new() { CiphertextBlob = ciphertext, KeyId = key.Arn.Value, EncryptionAlgorithm = AlgorithmOf(request) };
    }

    private static string AlgorithmOf(EncryptRequest request) => request.EncryptionAlgorithm ?? EncryptionAlgorithmSpec.SymmetricDefault;
}
