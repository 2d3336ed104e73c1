using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>What a request says of the object that it makes, whichever operation makes it.</summary>
internal sealed record ObjectTerms
{
    /// <summary>The access control list.</summary>
    public RequestedAcl Acl { get; init; } = new();

    /// <summary>The headers that are given back as they came.</summary>
    public ObjectHeaders Headers { get; init; } = new();

    /// <summary>The user's metadata, by names as they came.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The storage class.</summary>
    public string? StorageClass { get; init; }

    /// <summary>The tags, as they came.</summary>
    public string? Tagging { get; init; }

    /// <summary>The retention mode.</summary>
    public string? LockMode { get; init; }

    /// <summary>Until when it is to be retained.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether a legal hold is put on it.</summary>
    public string? LegalHold { get; init; }

    /// <summary>Its encryption.</summary>
    public SealingTerms Sealing { get; init; } = new();

    /// <summary>What a request says; what a copy takes over from its source is the copy's to add.</summary>
    public static ObjectTerms Of(IMakingRequest request) => new()
    {
        Acl = new()
        {
            Canned = request.ACL,
            FullControl = request.GrantFullControl,
            Read = request.GrantRead,
            ReadAcp = request.GrantReadACP,
            WriteAcp = request.GrantWriteACP,
        },
        Headers = new()
        {
            ContentType = request.ContentType,
            CacheControl = request.CacheControl,
            ContentDisposition = request.ContentDisposition,
            ContentEncoding = WithoutFraming(request.ContentEncoding),
            ContentLanguage = request.ContentLanguage,
            Expires = request.Expires,
            WebsiteRedirectLocation = request.WebsiteRedirectLocation,
        },
        Metadata = request.Metadata,
        StorageClass = request.StorageClass,
        Tagging = request.Tagging,
        LockMode = request.ObjectLockMode,
        LockedUntil = request.ObjectLockRetainUntilDate,
        LegalHold = request.ObjectLockLegalHoldStatus,
        Sealing = SealingTerms.Of(request),
    };

    // The framing of a streamed body is taken off on the way, and is no encoding of the object.
    private static string? WithoutFraming(string? encoding)
    {
        if (encoding is null || !encoding.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase))
        {
            return encoding;
        }

        var rest = string.Join(
            ',',
            encoding.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(static one => !one.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
        return rest.Length == 0 ? null : rest;
    }
}
