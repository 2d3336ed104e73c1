using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Encryption;

/// <summary>Decrypts what was encrypted with a key, under whatever material it had then.</summary>
internal sealed class Decrypt(KeyRing ring) : IOperation<DecryptRequest, DecryptResponse>
{
    /// <summary>Whether a service opens for its own work what it had sealed: that is granted to it, and only a denial or the state of the key stands against it.</summary>
    public bool IsGrantedToService { get; init; }

    public async ValueTask<Target> TargetAsync(DecryptRequest request, Call call, CancellationToken cancellationToken)
    {
        var found = await call.FindSourceAsync(request.KeyId, request.CiphertextBlob, cancellationToken);
        var target = await call.TargetAsync(
            found,
            GrantedUse.WithContext(GrantOperation.Decrypt, request.EncryptionContext),
            cancellationToken,
            new ConditionKey("kms:EncryptionAlgorithm", AlgorithmOf(request)));
        target = target
            .WithAlgorithm(request.EncryptionAlgorithm, AlgorithmOf(request))
            .WithMaterial(await call.SourceMaterialIdAsync(found.Key, request.CiphertextBlob, cancellationToken));
        return IsGrantedToService && call.Caller.ServicePrincipal is { } service
            ? target with { Grants = GrantTable.DocumentFor([service]) }
            : target;
    }

    public async ValueTask<DecryptResponse> ExecuteAsync(DecryptRequest request, Call call, CancellationToken cancellationToken)
    {
        KmsErrors.RefuseRecipient(request.Recipient);
        ring.CheckGrantTokens(request.GrantTokens);
        var key = (await call.SourceAsync(request.KeyId, request.CiphertextBlob, cancellationToken))
            .Usable().For(KeyUsageType.EncryptDecrypt, nameof(Decrypt));
        if (Ciphers.IsLeftOut(request.CiphertextBlob, "ciphertextBlob", request.DryRun, request.DryRunModifiers))
        {
            KmsErrors.EndDryRun(isDryRun: true);
        }

        var (plaintext, material) = await call.DecryptAsync(
            key, AlgorithmOf(request), request.CiphertextBlob ?? default, request.EncryptionContext, ring, cancellationToken);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.Decrypt, cancellationToken);
        return new()
        {
            KeyId = key.Arn.Value,
            Plaintext = plaintext,
            EncryptionAlgorithm = AlgorithmOf(request),
            KeyMaterialId = key.IsSymmetricEncryption ? material.Id : null,
        };
    }

    private static string AlgorithmOf(DecryptRequest request) => request.EncryptionAlgorithm ?? EncryptionAlgorithmSpec.SymmetricDefault;
}
