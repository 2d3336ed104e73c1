using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>A request that makes an object, whole, in parts or as a copy; its members are those of the model (S3 API Reference, "PutObject").</summary>
internal interface IMakingRequest : ISealingRequest
{
    /// <summary>The canned access control list.</summary>
    string? ACL { get; }

    /// <summary>Who is granted full control.</summary>
    string? GrantFullControl { get; }

    /// <summary>Who may read the object.</summary>
    string? GrantRead { get; }

    /// <summary>Who may read its access control list.</summary>
    string? GrantReadACP { get; }

    /// <summary>Who may write its access control list.</summary>
    string? GrantWriteACP { get; }

    /// <summary><c>Content-Type</c>.</summary>
    string? ContentType { get; }

    /// <summary><c>Cache-Control</c>.</summary>
    string? CacheControl { get; }

    /// <summary><c>Content-Disposition</c>.</summary>
    string? ContentDisposition { get; }

    /// <summary><c>Content-Encoding</c>.</summary>
    string? ContentEncoding { get; }

    /// <summary><c>Content-Language</c>.</summary>
    string? ContentLanguage { get; }

    /// <summary><c>Expires</c>.</summary>
    DateTimeOffset? Expires { get; }

    /// <summary>Where a website sends who asks for the object.</summary>
    string? WebsiteRedirectLocation { get; }

    /// <summary>The user's metadata.</summary>
    IReadOnlyDictionary<string, string>? Metadata { get; }

    /// <summary>The storage class.</summary>
    string? StorageClass { get; }

    /// <summary>The tags, in the form of a query string.</summary>
    string? Tagging { get; }

    /// <summary>The retention mode.</summary>
    string? ObjectLockMode { get; }

    /// <summary>Until when the object is to be retained.</summary>
    DateTimeOffset? ObjectLockRetainUntilDate { get; }

    /// <summary>Whether a legal hold is put on it.</summary>
    string? ObjectLockLegalHoldStatus { get; }
}
