using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.DataKeys;

/// <summary>Makes a pair of data keys whose private half somebody else will decrypt.</summary>
internal sealed class GenerateDataKeyPairWithoutPlaintext(KeyRing ring)
    : IOperation<GenerateDataKeyPairWithoutPlaintextRequest, GenerateDataKeyPairWithoutPlaintextResponse>
{
    public ValueTask<Target> TargetAsync(GenerateDataKeyPairWithoutPlaintextRequest request, Call call, CancellationToken cancellationToken)
        => call.DataKeyTargetAsync(
            request.KeyId,
            GrantOperation.GenerateDataKeyPairWithoutPlaintext,
            request.EncryptionContext,
            cancellationToken,
            new ConditionKey("kms:DataKeyPairSpec", request.KeyPairSpec));

    public async ValueTask<GenerateDataKeyPairWithoutPlaintextResponse> ExecuteAsync(
        GenerateDataKeyPairWithoutPlaintextRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var key = await call.DataKeyParentAsync(request.KeyId, nameof(GenerateDataKeyPairWithoutPlaintext), cancellationToken);
        KmsErrors.EndDryRun(request.DryRun);
        var pair = await call.NewPairAsync(key, request.KeyPairSpec, request.EncryptionContext, ring, cancellationToken);
        pair.Forget();
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.GenerateDataKeyPairWithoutPlaintext, cancellationToken);
        return new()
        {
            PrivateKeyCiphertextBlob = pair.Sealed,
            PublicKey = pair.PublicKey,
            KeyId = key.Arn.Value,
            KeyPairSpec = request.KeyPairSpec,
            KeyMaterialId = key.CurrentMaterialId,
        };
    }
}
