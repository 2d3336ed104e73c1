using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Digests;

/// <summary>The chain of digests that a trail delivers for a region: where the next begins, and which came before it.</summary>
internal sealed record DigestChain : IRecord<DigestChain>
{
    /// <summary>The collection.</summary>
    public static RecordType<DigestChain> Type { get; } = new("cloudtrail/digest-chains", CloudTrailJson.Default.DigestChain);

    /// <summary>The key of the trail.</summary>
    public required string Trail { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>Where the stretch of time begins that the next digest tells of.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The digest before it; null at the start of a chain.</summary>
    public PreviousDigest? Previous { get; init; }

    /// <summary>Whether its last digest is delivered, while those of other regions are not.</summary>
    public bool IsEnded { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => $"{PrefixOf(Trail)}{Region}";

    /// <summary>How the keys of a trail's chains begin.</summary>
    public static string PrefixOf(string trail) => $"{trail}/";
}

/// <summary>A digest as the next one names it.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Object">The key of the object.</param>
/// <param name="Hash">The SHA-256 of what is in it, unpacked, in hexadecimal digits.</param>
/// <param name="Signature">Its signature, in hexadecimal digits.</param>
internal sealed record PreviousDigest(string Bucket, string Object, string Hash, string Signature);
