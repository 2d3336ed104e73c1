using System.Buffers;
using System.Text;
using System.Text.Json;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>Says in headers what is known of an object: the one place where the answers to GET and HEAD are made.</summary>
internal static class ObjectAnswer
{
    private const string UsualContentType = "binary/octet-stream";

    /// <summary>Makes the headers of an object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="found">The version.</param>
    /// <param name="extent">The bytes that are given out.</param>
    /// <param name="sum">The checksum of them; null when none is asked for, or known.</param>
    /// <param name="instead">The headers that the request wants in the place of the object's own.</param>
    public static HeadObjectResponse Of(StoredBucket bucket, StoredObject found, ObjectExtent extent, BodySum? sum, ObjectHeaders instead) => new()
    {
        AcceptRanges = "bytes",
        LastModified = found.ModifiedAt,
        ContentLength = extent.Length,
        ContentRange = extent.IsPartial ? $"bytes {extent.Offset}-{extent.Offset + extent.Length - 1}/{found.Size}" : null,
        ETag = EntityTags.Quote(found.ETag),
        VersionId = VersionIdOf(bucket, found),
        ContentType = instead.ContentType ?? found.Headers.ContentType ?? UsualContentType,
        CacheControl = instead.CacheControl ?? found.Headers.CacheControl,
        ContentDisposition = instead.ContentDisposition ?? found.Headers.ContentDisposition,
        ContentEncoding = instead.ContentEncoding ?? found.Headers.ContentEncoding,
        ContentLanguage = instead.ContentLanguage ?? found.Headers.ContentLanguage,
        Expires = instead.Expires ?? found.Headers.Expires,
        WebsiteRedirectLocation = found.Headers.WebsiteRedirectLocation,
        Metadata = found.Metadata is { } metadata ? Sendable(metadata) : null,
        ServerSideEncryption = AlgorithmOf(found),
        SSEKMSKeyId = found.Envelope?.KmsKeyArn,
        BucketKeyEnabled = found.Envelope is { BucketKey: true } ? true : null,
        SSECustomerAlgorithm = CustomerAlgorithmOf(found),
        SSECustomerKeyMD5 = found.Envelope?.CustomerKeyMd5,
        StorageClass = found.StorageClass,
        TagCount = found.Tags?.Count,
        PartsCount = extent.PartsCount,
        ObjectLockMode = found.LockMode,
        ObjectLockRetainUntilDate = found.LockedUntil,
        ObjectLockLegalHoldStatus = found.HasLegalHold ? ObjectLockLegalHoldStatus.ON : found.LegalHoldStated is null ? null : ObjectLockLegalHoldStatus.OFF,
        ChecksumType = sum is null ? null : TypeOf(found),
        ChecksumCRC32 = sum.Of(ChecksumAlgorithm.CRC32),
        ChecksumCRC32C = sum.Of(ChecksumAlgorithm.CRC32C),
        ChecksumCRC64NVME = sum.Of(ChecksumAlgorithm.CRC64NVME),
        ChecksumSHA1 = sum.Of(ChecksumAlgorithm.SHA1),
        ChecksumSHA256 = sum.Of(ChecksumAlgorithm.SHA256),
        ChecksumSHA512 = sum.Of(ChecksumAlgorithm.SHA512),
        ChecksumMD5 = sum.Of(ChecksumAlgorithm.MD5),
        ChecksumXXHASH64 = sum.Of(ChecksumAlgorithm.XXHASH64),
        ChecksumXXHASH3 = sum.Of(ChecksumAlgorithm.XXHASH3),
        ChecksumXXHASH128 = sum.Of(ChecksumAlgorithm.XXHASH128),
    };

    /// <summary>Puts a body below the headers.</summary>
    public static GetObjectResponse With(this HeadObjectResponse head, Stream body) => new()
    {
        Body = body,
        AcceptRanges = head.AcceptRanges,
        Expiration = head.Expiration,
        Restore = head.Restore,
        LastModified = head.LastModified,
        ContentLength = head.ContentLength,
        ContentRange = head.ContentRange,
        ETag = head.ETag,
        VersionId = head.VersionId,
        ContentType = head.ContentType,
        CacheControl = head.CacheControl,
        ContentDisposition = head.ContentDisposition,
        ContentEncoding = head.ContentEncoding,
        ContentLanguage = head.ContentLanguage,
        Expires = head.Expires,
        WebsiteRedirectLocation = head.WebsiteRedirectLocation,
        Metadata = head.Metadata,
        MissingMeta = head.MissingMeta,
        ServerSideEncryption = head.ServerSideEncryption,
        SSEKMSKeyId = head.SSEKMSKeyId,
        BucketKeyEnabled = head.BucketKeyEnabled,
        SSECustomerAlgorithm = head.SSECustomerAlgorithm,
        SSECustomerKeyMD5 = head.SSECustomerKeyMD5,
        StorageClass = head.StorageClass,
        ReplicationStatus = head.ReplicationStatus,
        TagCount = head.TagCount,
        PartsCount = head.PartsCount,
        ObjectLockMode = head.ObjectLockMode,
        ObjectLockRetainUntilDate = head.ObjectLockRetainUntilDate,
        ObjectLockLegalHoldStatus = head.ObjectLockLegalHoldStatus,
        ChecksumType = head.ChecksumType,
        ChecksumCRC32 = head.ChecksumCRC32,
        ChecksumCRC32C = head.ChecksumCRC32C,
        ChecksumCRC64NVME = head.ChecksumCRC64NVME,
        ChecksumSHA1 = head.ChecksumSHA1,
        ChecksumSHA256 = head.ChecksumSHA256,
        ChecksumSHA512 = head.ChecksumSHA512,
        ChecksumMD5 = head.ChecksumMD5,
        ChecksumXXHASH64 = head.ChecksumXXHASH64,
        ChecksumXXHASH3 = head.ChecksumXXHASH3,
        ChecksumXXHASH128 = head.ChecksumXXHASH128,
    };

    /// <summary>The version id as answers have it; null while the bucket never had versions.</summary>
    public static string? VersionIdOf(StoredBucket bucket, StoredObject found) => bucket.Versioning is null ? null : found.VersionId;

    /// <summary>The version id as the answer to a write has it; null unless the write added a version.</summary>
    public static string? AddedVersionIdOf(StoredBucket bucket, StoredObject put) => bucket.Versioning == BucketVersioningStatus.Enabled ? put.VersionId : null;

    /// <summary>The algorithm of the server's encryption; null under a customer's key.</summary>
    public static string? AlgorithmOf(StoredObject found) => found.Envelope is { CustomerKeyMd5: null } envelope ? envelope.Algorithm : null;

    /// <summary>The algorithm of a customer's encryption; null when the server encrypts.</summary>
    public static string? CustomerAlgorithmOf(StoredObject found) => found.Envelope is { CustomerKeyMd5: not null } envelope ? envelope.Algorithm : null;

    /// <summary>How the checksum of an object was made.</summary>
    public static string TypeOf(StoredObject found) => found.IsSumComposite ? ChecksumType.COMPOSITE : ChecksumType.FullObject;

    /// <summary>The encryption context that a request gave, as it came.</summary>
    public static string? ContextOf(Envelope envelope)
    {
        if (envelope.Context is not { Count: > 0 } context)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in context)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Convert.ToBase64String(buffer.WrittenSpan);
    }

    // Headers carry ASCII; S3 encodes what is not by RFC 2047.
    private static Dictionary<string, string> Sendable(IReadOnlyDictionary<string, string> metadata)
        => metadata.ToDictionary(static pair => pair.Key, static pair => Sendable(pair.Value), StringComparer.Ordinal);

    private static string Sendable(string value)
        => value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=" : value;
}
