using Holdfast.Kernel.Ids;

namespace Holdfast.Kernel.Ports;

/// <summary>Writes and reads objects for a service that delivers into buckets, such as CloudTrail and Config; implemented by S3.</summary>
/// <remarks>
/// Each use is a call of S3 like any other, by the caller of the call: a service principal is admitted by the bucket policy or not at all, and it is recorded.
/// The bytes are durable before the transaction commits; the object is there when it does.
/// </remarks>
public interface IObjectWriter
{
    /// <summary>Puts an object.</summary>
    /// <exception cref="ServiceException">S3 refuses; its code is that of S3, <c>AccessDenied</c> or <c>NoSuchBucket</c> for instance, or that of KMS.</exception>
    ValueTask WriteAsync(Call call, ObjectToWrite content, CancellationToken cancellationToken);

    /// <summary>Opens an object; null when there is none.</summary>
    /// <exception cref="ServiceException">S3 refuses; its code is that of S3, or that of KMS.</exception>
    ValueTask<Stream?> OpenAsync(Call call, string bucket, string key, CancellationToken cancellationToken);

    /// <summary>Gives the account that owns a bucket, after asking for the bucket's access control list as services do before they deliver.</summary>
    /// <exception cref="ServiceException">S3 refuses; its code is that of S3.</exception>
    ValueTask<AccountId> FindOwnerAsync(Call call, string bucket, CancellationToken cancellationToken);

    /// <summary>Lists a page of the keys in a bucket, in their order.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">How the keys begin.</param>
    /// <param name="after">The key after which the page begins; empty for the first.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ServiceException">S3 refuses; its code is that of S3.</exception>
    ValueTask<ListedKeys> ListAsync(Call call, string bucket, string prefix, string after, CancellationToken cancellationToken);
}

/// <summary>A page of the keys in a bucket.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="IsTruncated">Whether there are more.</param>
/// <param name="Region">The region of the bucket.</param>
public sealed record ListedKeys(IReadOnlyList<string> Keys, bool IsTruncated, Region Region);

/// <summary>An object that a service writes.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Content">The bytes.</param>
public sealed record ObjectToWrite(string Bucket, string Key, ReadOnlyMemory<byte> Content)
{
    /// <summary><c>Content-Type</c>; null for S3's default.</summary>
    public string? ContentType { get; init; }

    /// <summary><c>Content-Encoding</c>; null for none.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The user's metadata, by names in small letters; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The KMS key that seals it; null for the bucket's default.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The encryption context beside S3's own, under <see cref="KmsKeyId"/>; null for none.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    /// <summary>The canned access control list, such as <c>bucket-owner-full-control</c>; null for none.</summary>
    public string? CannedAcl { get; init; }
}
