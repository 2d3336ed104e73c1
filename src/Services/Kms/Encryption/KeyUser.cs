using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.DataKeys;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Encryption;

/// <summary>Uses keys for other services, by the very operations that their callers could call.</summary>
/// <param name="ring">Opens key material.</param>
/// <param name="calls">Judges and records the calls.</param>
public sealed class KeyUser(KeyRing ring, IFurtherCalls calls) : IKeyUser
{
    private static readonly Protocols.Models.ServiceModel Model = new KmsService().Model;

    private readonly OperationBinding<GenerateDataKeyRequest, GenerateDataKeyResponse> _generateDataKey =
        new(Model.FindOperation(nameof(GenerateDataKey))!, GenerateDataKeyRequest.Read, new GenerateDataKey(ring));

    private readonly OperationBinding<EncryptRequest, EncryptResponse> _encrypt =
        new(Model.FindOperation(nameof(Encrypt))!, EncryptRequest.Read, new Encrypt(ring));

    private readonly OperationBinding<DecryptRequest, DecryptResponse> _decrypt =
        new(Model.FindOperation(nameof(Decrypt))!, DecryptRequest.Read, new Decrypt(ring));

    private readonly OperationBinding<DecryptRequest, DecryptResponse> _decryptOwn =
        new(Model.FindOperation(nameof(Decrypt))!, DecryptRequest.Read, new Decrypt(ring) { IsGrantedToService = true });

    /// <inheritdoc/>
    public async ValueTask<DataKey> NewDataKeyAsync(Call call, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        await call.FindOrMakeKeyAsync(purpose.KeyId, ring, cancellationToken);
        var response = await calls.RunAsync(
            _generateDataKey,
            new() { KeyId = purpose.KeyId, KeySpec = DataKeySpec.Aes256, EncryptionContext = purpose.Context },
            call,
            ThroughOf(call, purpose),
            cancellationToken);
        return new(response.KeyId!, response.CiphertextBlob!.Value) { Plaintext = response.Plaintext!.Value };
    }

    /// <inheritdoc/>
    public async ValueTask CheckAsync(Call call, string keyId, CancellationToken cancellationToken)
    {
        var found = await call.FindOrMakeKeyAsync(keyId, ring, cancellationToken);
        if (found.Reference.Account == call.Account)
        {
            found.Required().Usable().For(KeyUsageType.EncryptDecrypt, nameof(GenerateDataKey));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> EncryptAsync(
        Call call, KeyPurpose purpose, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        await call.FindOrMakeKeyAsync(purpose.KeyId, ring, cancellationToken);
        var response = await calls.RunAsync(
            _encrypt,
            new() { KeyId = purpose.KeyId, Plaintext = plaintext, EncryptionContext = purpose.Context },
            call,
            ThroughOf(call, purpose),
            cancellationToken);
        return response.CiphertextBlob!.Value;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> DecryptAsync(
        Call call, KeyPurpose purpose, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken)
        => DecryptAsync(_decrypt, call, purpose, ciphertext, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> DecryptOwnAsync(
        Call call, KeyPurpose purpose, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken)
        => call.Caller.Kind == CallerKind.Service
            ? DecryptAsync(_decryptOwn, call, purpose, ciphertext, cancellationToken)
            : throw new ArgumentException("Only a service opens for itself what it had sealed.", nameof(call));

    private async ValueTask<ReadOnlyMemory<byte>> DecryptAsync(
        OperationBinding<DecryptRequest, DecryptResponse> binding,
        Call call,
        KeyPurpose purpose,
        ReadOnlyMemory<byte> ciphertext,
        CancellationToken cancellationToken)
    {
        var response = await calls.RunAsync(
            binding,
            new() { KeyId = purpose.KeyId, CiphertextBlob = ciphertext, EncryptionContext = purpose.Context },
            call,
            ThroughOf(call, purpose),
            cancellationToken);
        return response.Plaintext!.Value;
    }

    private static string? ThroughOf(Call call, KeyPurpose purpose) => call.Caller.Kind == CallerKind.Service ? null : purpose.Service;
}
