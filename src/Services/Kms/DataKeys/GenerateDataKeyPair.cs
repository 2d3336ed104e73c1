using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.DataKeys;

/// <summary>Makes a pair of data keys: the private half in the clear and encrypted.</summary>
internal sealed class GenerateDataKeyPair(KeyRing ring) : IOperation<GenerateDataKeyPairRequest, GenerateDataKeyPairResponse>
{
    public ValueTask<Target> TargetAsync(GenerateDataKeyPairRequest request, Call call, CancellationToken cancellationToken)
        => call.DataKeyTargetAsync(
            request.KeyId, GrantOperation.GenerateDataKeyPair, request.EncryptionContext, cancellationToken, new ConditionKey("kms:DataKeyPairSpec", request.KeyPairSpec));

    public async ValueTask<GenerateDataKeyPairResponse> ExecuteAsync(GenerateDataKeyPairRequest request, Call call, CancellationToken cancellationToken)
    {
        KmsErrors.RefuseRecipient(request.Recipient);
        ring.CheckGrantTokens(request.GrantTokens);
        var key = await call.DataKeyParentAsync(request.KeyId, nameof(GenerateDataKeyPair), cancellationToken);
        KmsErrors.EndDryRun(request.DryRun);
        var pair = await call.NewPairAsync(key, request.KeyPairSpec, request.EncryptionContext, ring, cancellationToken);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.GenerateDataKeyPair, cancellationToken);
        return new()
        {
            PrivateKeyCiphertextBlob = pair.Sealed,
            PrivateKeyPlaintext = pair.PrivateKey,
            PublicKey = pair.PublicKey,
            KeyId = key.Arn.Value,
            KeyPairSpec = request.KeyPairSpec,
            KeyMaterialId = key.CurrentMaterialId,
        };
    }
}
