using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.DataKeys;

/// <summary>Makes a data key that somebody else will decrypt.</summary>
internal sealed class GenerateDataKeyWithoutPlaintext(KeyRing ring)
    : IOperation<GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse>
{
    public ValueTask<Target> TargetAsync(GenerateDataKeyWithoutPlaintextRequest request, Call call, CancellationToken cancellationToken)
        => call.DataKeyTargetAsync(request.KeyId, GrantOperation.GenerateDataKeyWithoutPlaintext, request.EncryptionContext, cancellationToken);

    public async ValueTask<GenerateDataKeyWithoutPlaintextResponse> ExecuteAsync(
        GenerateDataKeyWithoutPlaintextRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var key = await call.DataKeyParentAsync(request.KeyId, nameof(GenerateDataKeyWithoutPlaintext), cancellationToken);
        var secret = DataKeyMaker.NewSecret(call, request.KeySpec, request.NumberOfBytes);
        KmsErrors.EndDryRun(request.DryRun);
        var ciphertext = await call.SealAsync(key, secret, request.EncryptionContext, ring, cancellationToken);
        CryptographicOperations.ZeroMemory(secret);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.GenerateDataKeyWithoutPlaintext, cancellationToken);
        return new() { CiphertextBlob = ciphertext, KeyId = key.Arn.Value, KeyMaterialId = key.CurrentMaterialId };
    }
}
