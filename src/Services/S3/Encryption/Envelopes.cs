using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Encryption;

/// <summary>Makes and opens envelopes.</summary>
/// <param name="sealer">Seals by the server's master key.</param>
/// <param name="keys">KMS.</param>
internal sealed class Envelopes(ISecretSealer sealer, IKeyUser keys)
{
    private const string Service = "s3";
    private const string ManagedKey = "alias/aws/s3";
    private const string BoundTo = "s3/envelope";

    private readonly BucketKeys _bucketKeys = new();

    /// <summary>Makes an envelope and its key.</summary>
    /// <param name="call">The call; KMS judges and records it as the caller's.</param>
    /// <param name="sealing">How the object is to be sealed.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async ValueTask<(Envelope Envelope, byte[] Key)> MakeAsync(
        Call call, Sealing sealing, string bucket, string key, CancellationToken cancellationToken)
    {
        var own = new byte[ChunkCipher.KeyBytes];
        if (sealing.CustomerKey is { } customer)
        {
            call.Ids.Fill(own);
            return (new() { Algorithm = ServerSideEncryption.AES256, SealedKey = KeyWrap.Wrap(customer, own), CustomerKeyMd5 = sealing.CustomerKeyMd5 }, own);
        }

        if (sealing.Algorithm == ServerSideEncryption.AES256)
        {
            call.Ids.Fill(own);
            return (new() { Algorithm = sealing.Algorithm, SealedKey = sealer.SealBytes(own, BoundTo) }, own);
        }

        var purpose = new KeyPurpose(Service, sealing.KmsKeyId ?? ManagedKey, ContextOf(call, sealing.Context, sealing.BucketKey, bucket, key));
        if (sealing.BucketKey && _bucketKeys.Find(call, bucket, purpose) is { } shared)
        {
            return (EnvelopeOf(sealing, shared), shared.Plaintext.ToArray());
        }

        var dataKey = await KmsErrors.TranslateAsync(keys.NewDataKeyAsync(call, purpose, cancellationToken));
        if (sealing.BucketKey)
        {
            _bucketKeys.Offer(call, bucket, purpose, dataKey);
        }

        return (EnvelopeOf(sealing, dataKey), dataKey.Plaintext.ToArray());
    }

    /// <summary>Seals the key of an envelope anew, by a key of KMS.</summary>
    /// <param name="call">The call; KMS judges and records it as the caller's.</param>
    /// <param name="sealing">How it is to be sealed.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="objectKey">The object's key.</param>
    /// <param name="key">The key of the envelope.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async ValueTask<Envelope> SealAsync(
        Call call, Sealing sealing, string bucket, string objectKey, byte[] key, CancellationToken cancellationToken)
    {
        var purpose = new KeyPurpose(Service, sealing.KmsKeyId!, ContextOf(call, sealing.Context, sealing.BucketKey, bucket, objectKey));
        var sealedKey = await KmsErrors.TranslateAsync(keys.EncryptAsync(call, purpose, key, cancellationToken));
        return EnvelopeOf(sealing, new(sealing.KmsKeyId!, sealedKey) { Plaintext = key });
    }

    /// <summary>Opens an envelope.</summary>
    /// <param name="call">The call; KMS judges and records it as the caller's.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="objectKey">The object's key.</param>
    /// <param name="customerKey">The customer's key, where the envelope is sealed by one; it was compared with the envelope's MD5 before.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async ValueTask<byte[]> OpenAsync(
        Call call, Envelope envelope, string bucket, string objectKey, byte[]? customerKey, CancellationToken cancellationToken)
    {
        if (envelope.CustomerKeyMd5 is not null)
        {
            try
            {
                return KeyWrap.Unwrap(customerKey, envelope.SealedKey);
            }
            catch (CryptographicException)
            {
                throw S3Errors.AccessDenied();
            }
        }

        if (envelope.KmsKeyArn is not { } keyArn)
        {
            return sealer.OpenBytes(envelope.SealedKey, BoundTo);
        }

        var purpose = new KeyPurpose(Service, keyArn, ContextOf(call, envelope.Context, envelope.BucketKey, bucket, objectKey));
        if (envelope.BucketKey && _bucketKeys.FindOpened(call, envelope.SealedKey) is { } opened)
        {
            return opened;
        }

        var key = (await KmsErrors.TranslateAsync(keys.DecryptAsync(call, purpose, envelope.SealedKey, cancellationToken))).ToArray();
        if (envelope.BucketKey)
        {
            _bucketKeys.OfferOpened(call, envelope.SealedKey, key);
        }

        return key;
    }

    /// <summary>Opens an envelope for the work that S3 does by itself; null when it is sealed by a customer's key, which S3 does not keep.</summary>
    /// <param name="call">The call that S3 makes for the bucket; KMS judges and records it as S3's, once for all the bodies that one call carries.</param>
    /// <param name="version">The version whose envelope it is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CommonException">KMS refuses: the key is disabled or to be deleted, or its policy denies S3.</exception>
    public async ValueTask<byte[]?> OpenOwnAsync(Call call, StoredObject version, CancellationToken cancellationToken)
    {
        if (version.Envelope is not { CustomerKeyMd5: null } envelope)
        {
            return null;
        }

        if (envelope.KmsKeyArn is not { } keyArn)
        {
            return sealer.OpenBytes(envelope.SealedKey, BoundTo);
        }

        if (call.Memory.Find<OwnKey>() is { } own && own.Sealed.AsSpan().SequenceEqual(envelope.SealedKey))
        {
            return own.Key;
        }

        var purpose = new KeyPurpose(Service, keyArn, ContextOf(call, envelope.Context, envelope.BucketKey, version.Bucket, version.Key));
        var opened = await KmsErrors.TranslateAsync(keys.DecryptOwnAsync(call, purpose, envelope.SealedKey, cancellationToken));
        return call.Memory.Keep(new OwnKey(envelope.SealedKey, opened.ToArray())).Key;
    }

    private static Envelope EnvelopeOf(Sealing sealing, DataKey dataKey) => new()
    {
        Algorithm = sealing.Algorithm,
        SealedKey = dataKey.Sealed.ToArray(),
        KmsKeyArn = dataKey.KeyArn,
        Context = sealing.Context,
        BucketKey = sealing.BucketKey,
    };

    // "By default, Amazon S3 uses the object … ARN as the encryption context pair", with a bucket key the bucket's.
    private static Dictionary<string, string> ContextOf(
        Call call, IReadOnlyDictionary<string, string>? given, bool isBucketKey, string bucket, string key)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in given ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            context[name] = value;
        }

        context["aws:s3:arn"] = (isBucketKey ? call.BucketArn(bucket) : call.ObjectArn(bucket, key)).Value;
        return context;
    }

    // What S3 opened for itself within a call.
    private sealed record OwnKey(byte[] Sealed, byte[] Key)
    {
        public override string ToString() => nameof(OwnKey);
    }
}
