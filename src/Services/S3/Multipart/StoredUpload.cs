using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Multipart;

/// <summary>An upload in parts that is under way: what its object will be, but for the bytes.</summary>
internal sealed record StoredUpload : IRecord<StoredUpload>
{
    /// <inheritdoc/>
    public static RecordType<StoredUpload> Type { get; } = new("s3/uploads", S3Json.Default.StoredUpload);

    /// <summary>The id, which sorts by the beginning of the upload.</summary>
    public required string Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset InitiatedAt { get; init; }

    /// <summary>Who began it: the ARN, or the canonical user id of an account's root.</summary>
    public required string InitiatorId { get; init; }

    /// <summary>The name of who began it.</summary>
    public required string InitiatorName { get; init; }

    /// <summary>The object as it will be.</summary>
    public required StoredObject Object { get; init; }

    /// <summary>How the keys of the parts' bodies are sealed.</summary>
    public required Envelope Envelope { get; init; }

    /// <summary>The layers of encryption.</summary>
    public required int Layers { get; init; }

    /// <summary>The algorithm of the checksums (<see cref="ChecksumAlgorithm"/>).</summary>
    public required string Algorithm { get; init; }

    /// <summary>Whether the client chose the algorithm; otherwise it is S3's own choice, and parts may state others.</summary>
    public bool IsAlgorithmChosen { get; init; }

    /// <summary>Whether the object's checksum will be made of those of its parts.</summary>
    public bool IsComposite { get; init; }

    /// <summary>Whether the request asked for a retention of its own.</summary>
    public bool IsLockAsked { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => KeyOf(Object.Bucket, Object.Key, Id);

    /// <summary>Makes the key, which sorts as uploads are listed: by the object's key, then by age.</summary>
    public static string KeyOf(string bucket, string key, string id) => PastVersion.PrefixOf(bucket, key) + id;
}
