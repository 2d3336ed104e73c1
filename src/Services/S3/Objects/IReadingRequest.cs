using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>A request that reads an object, with its bytes or without; its members are those of the model (S3 API Reference, "GetObject").</summary>
internal interface IReadingRequest : ICustomerKeyRequest
{
    /// <summary>The bucket.</summary>
    string Bucket { get; }

    /// <summary>The key.</summary>
    string Key { get; }

    /// <summary>The version.</summary>
    string? VersionId { get; }

    /// <summary>The account that is expected to own the bucket.</summary>
    string? ExpectedBucketOwner { get; }

    /// <summary>The range of bytes.</summary>
    string? Range { get; }

    /// <summary>The part, by its number.</summary>
    int? PartNumber { get; }

    /// <summary>Whether the checksum is wanted.</summary>
    string? ChecksumMode { get; }

    /// <summary>The entity tags of which the object is to have one.</summary>
    string? IfMatch { get; }

    /// <summary>The entity tags of which it is to have none.</summary>
    string? IfNoneMatch { get; }

    /// <summary>The time after which it is to have been written.</summary>
    DateTimeOffset? IfModifiedSince { get; }

    /// <summary>The time after which it is not to have been written.</summary>
    DateTimeOffset? IfUnmodifiedSince { get; }

    /// <summary>The <c>Content-Type</c> that is wanted in the place of its own.</summary>
    string? ResponseContentType { get; }

    /// <summary>The <c>Cache-Control</c>.</summary>
    string? ResponseCacheControl { get; }

    /// <summary>The <c>Content-Disposition</c>.</summary>
    string? ResponseContentDisposition { get; }

    /// <summary>The <c>Content-Encoding</c>.</summary>
    string? ResponseContentEncoding { get; }

    /// <summary>The <c>Content-Language</c>.</summary>
    string? ResponseContentLanguage { get; }

    /// <summary>The <c>Expires</c>.</summary>
    DateTimeOffset? ResponseExpires { get; }
}
