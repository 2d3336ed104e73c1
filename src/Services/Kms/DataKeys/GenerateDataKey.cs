using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.DataKeys;

/// <summary>Makes a data key: in the clear to use now, and encrypted to keep.</summary>
internal sealed class GenerateDataKey(KeyRing ring) : IOperation<GenerateDataKeyRequest, GenerateDataKeyResponse>
{
    public ValueTask<Target> TargetAsync(GenerateDataKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.DataKeyTargetAsync(request.KeyId, GrantOperation.GenerateDataKey, request.EncryptionContext, cancellationToken);

    public async ValueTask<GenerateDataKeyResponse> ExecuteAsync(GenerateDataKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        KmsErrors.RefuseRecipient(request.Recipient);
        ring.CheckGrantTokens(request.GrantTokens);
        var key = await call.DataKeyParentAsync(request.KeyId, nameof(GenerateDataKey), cancellationToken);
        var secret = DataKeyMaker.NewSecret(call, request.KeySpec, request.NumberOfBytes);
        KmsErrors.EndDryRun(request.DryRun);
        var ciphertext = await call.SealAsync(key, secret, request.EncryptionContext, ring, cancellationToken);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.GenerateDataKey, cancellationToken);
        return new() { CiphertextBlob = ciphertext, Plaintext = secret, KeyId = key.Arn.Value, KeyMaterialId = key.CurrentMaterialId };
    }
}
