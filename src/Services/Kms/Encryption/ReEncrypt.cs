using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Encryption;

/// <summary>Decrypts a ciphertext and encrypts what it held with another key, or with another context, without showing it.</summary>
internal sealed class ReEncrypt(KeyRing ring) : IOperation<ReEncryptRequest, ReEncryptResponse>
{
    public async ValueTask<Target> TargetAsync(ReEncryptRequest request, Call call, CancellationToken cancellationToken)
    {
        var source = await call.FindSourceAsync(request.SourceKeyId, request.CiphertextBlob, cancellationToken);
        var destination = await call.FindKeyOrAliasAsync(request.DestinationKeyId, cancellationToken);
        var isSame = KeyTargets.Flag("kms:ReEncryptOnSameKey", source.Arn == destination.Arn);
        var reading = await call.TargetAsync(
            source,
            GrantedUse.WithContext(GrantOperation.ReEncryptFrom, request.SourceEncryptionContext),
            cancellationToken,
            isSame,
            new("kms:EncryptionAlgorithm", SourceAlgorithmOf(request)));
        var writing = await call.TargetAsync(
            destination,
            GrantedUse.WithContext(GrantOperation.ReEncryptTo, request.DestinationEncryptionContext),
            cancellationToken,
            isSame,
            new("kms:EncryptionAlgorithm", DestinationAlgorithmOf(request)));
        var both = reading with { Named = [.. reading.Named, .. writing.Named], Also = [writing with { Action = "kms:ReEncryptTo" }] };
        return both
            .WithMaterial(await call.SourceMaterialIdAsync(source.Key, request.CiphertextBlob, cancellationToken), "sourceKeyMaterialId")
            .WithMaterial(destination.MaterialId(), "destinationKeyMaterialId");
    }

    public async ValueTask<ReEncryptResponse> ExecuteAsync(ReEncryptRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var source = (await call.SourceAsync(request.SourceKeyId, request.CiphertextBlob, cancellationToken))
            .Usable().For(KeyUsageType.EncryptDecrypt, nameof(ReEncrypt));
        var destination = (await call.KeyOrAliasAsync(request.DestinationKeyId, cancellationToken))
            .Usable().For(KeyUsageType.EncryptDecrypt, nameof(ReEncrypt));
        if (Ciphers.IsLeftOut(request.CiphertextBlob, "ciphertextBlob", request.DryRun, request.DryRunModifiers))
        {
            KmsErrors.EndDryRun(isDryRun: true);
        }

        var (plaintext, material) = await call.DecryptAsync(
            source, SourceAlgorithmOf(request), request.CiphertextBlob ?? default, request.SourceEncryptionContext, ring, cancellationToken);
        var ciphertext = await call.EncryptAsync(
            destination, DestinationAlgorithmOf(request), plaintext, request.DestinationEncryptionContext, ring, cancellationToken);
        CryptographicOperations.ZeroMemory(plaintext);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(source, KeyLastUsageTrackingOperation.ReEncrypt, cancellationToken);
        await call.NoteUseAsync(destination, KeyLastUsageTrackingOperation.ReEncrypt, cancellationToken);
        return new()
        {
            CiphertextBlob = ciphertext,
            SourceKeyId = source.Arn.Value,
            KeyId = destination.Arn.Value,
            SourceEncryptionAlgorithm = SourceAlgorithmOf(request),
            DestinationEncryptionAlgorithm = DestinationAlgorithmOf(request),
            SourceKeyMaterialId = source.IsSymmetricEncryption ? material.Id : null,
            DestinationKeyMaterialId = destination.IsSymmetricEncryption ? destination.CurrentMaterialId : null,
        };
    }

    private static string SourceAlgorithmOf(ReEncryptRequest request) => request.SourceEncryptionAlgorithm ?? EncryptionAlgorithmSpec.SymmetricDefault;

    private static string DestinationAlgorithmOf(ReEncryptRequest request)
        => request.DestinationEncryptionAlgorithm ?? EncryptionAlgorithmSpec.SymmetricDefault;
}
