using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>One version of an object, or a delete marker: all that is known of it but its bytes.</summary>
internal sealed record StoredObject
{
    /// <summary>The version id of objects that were written while their bucket was not versioned.</summary>
    public const string NullVersion = "null";

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key, which is any text of up to 1,024 bytes.</summary>
    public required string Key { get; init; }

    /// <summary>The version id; <c>null</c>, as text, when it was written while the bucket was not versioned.</summary>
    public required string VersionId { get; init; }

    /// <summary>Its place among the versions of its key: later ones have greater ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long Ordinal { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The account that owns it.</summary>
    public required AccountId Owner { get; init; }

    /// <summary>Whether it is a delete marker, which has nothing of what follows.</summary>
    public bool IsDeleteMarker { get; init; }

    /// <summary>The bytes.</summary>
    public long Size { get; init; }

    /// <summary>The entity tag, without its quotation marks.</summary>
    public string ETag { get; init; } = "";

    /// <summary>The storage class (<see cref="S3.StorageClass"/>); null for <c>STANDARD</c>.</summary>
    public string? StorageClass { get; init; }

    /// <summary>The headers that are given back as they came.</summary>
    public ObjectHeaders Headers { get; init; } = new();

    /// <summary>The user's metadata, by names in small letters; null when there is none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The tags; null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The access control list; null when the owner alone has all.</summary>
    public IReadOnlyList<AclGrant>? Acl { get; init; }

    /// <summary>The checksum; null for multipart uploads that have none.</summary>
    public BodySum? Sum { get; init; }

    /// <summary>Whether the checksum of a multipart upload is made of its parts' (<c>COMPOSITE</c>).</summary>
    public bool IsSumComposite { get; init; }

    /// <summary>How the keys of its bodies are sealed.</summary>
    public Envelope? Envelope { get; init; }

    /// <summary>The body; null for multipart uploads, whose parts are records of their own.</summary>
    public StoredBody? Body { get; init; }

    /// <summary>The upload that it came of, whose parts it has; null when it came whole.</summary>
    public string? UploadId { get; init; }

    /// <summary>The number of its parts; zero when it came whole.</summary>
    public int PartCount { get; init; }

    /// <summary>The retention mode (<see cref="ObjectLockMode"/>); null when it has none.</summary>
    public string? LockMode { get; init; }

    /// <summary>Until when it is retained.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether a legal hold is on it.</summary>
    public bool HasLegalHold { get; init; }

    /// <summary>When a legal hold was last put on it or taken off; null when none ever was.</summary>
    public bool? LegalHoldStated { get; init; }

    /// <summary>When the copy that was brought back from the archive goes; null when there is none.</summary>
    public DateTimeOffset? RestoredUntil { get; init; }

    /// <summary>When a restoration under way will be done; null when none is.</summary>
    public DateTimeOffset? RestoreDue { get; init; }

    /// <summary>The days for which the restoration under way was asked.</summary>
    public int RestoreDays { get; init; }

    /// <summary>The tier of the restoration under way (<see cref="S3.Tier"/>).</summary>
    public string? RestoreTier { get; init; }

    /// <summary>The copy that was brought back from the archive; null when there is none.</summary>
    public StoredBody? Restored { get; init; }

    /// <summary>When it stopped being the current version; null for the current one.</summary>
    public DateTimeOffset? SupersededAt { get; init; }

    /// <summary>The body that is read: the restored copy of an archived object, or its own.</summary>
    [JsonIgnore]
    public StoredBody? Readable => Restored ?? Body;

    /// <summary>Whether it was written while its bucket was not versioned.</summary>
    [JsonIgnore]
    public bool IsNull => VersionId == NullVersion;
}

/// <summary>The headers of an object that are given back as they came.</summary>
internal sealed record ObjectHeaders
{
    /// <summary><c>Content-Type</c>; null means <c>binary/octet-stream</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary><c>Cache-Control</c>.</summary>
    public string? CacheControl { get; init; }

    /// <summary><c>Content-Disposition</c>.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary><c>Content-Encoding</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary><c>Content-Language</c>.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary><c>Expires</c>.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary><c>x-amz-website-redirect-location</c>.</summary>
    public string? WebsiteRedirectLocation { get; init; }
}
