using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Digests;

/// <summary>A key pair by which the digests of a region are signed; its private half is sealed.</summary>
internal sealed record SigningKey : IRecord<SigningKey>
{
    /// <summary>How long a key signs; the next one takes its place then.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(90);

    /// <summary>The collection.</summary>
    public static RecordType<SigningKey> Type { get; } = new("cloudtrail/signing-keys", CloudTrailJson.Default.SigningKey);

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The fingerprint by which digests name it.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The public half, as PKCS #1 in DER.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The private half, as PKCS #8 in DER, sealed for the fingerprint.</summary>
    public required byte[] SealedPrivateKey { get; init; }

    /// <summary>The first instant at which it may sign.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>The last.</summary>
    public required DateTimeOffset ValidTo { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => $"{PrefixOf(Region)}{ValidFrom.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}";

    /// <summary>How the keys of a region's records begin.</summary>
    public static string PrefixOf(string region) => $"{region}/";

    /// <summary>Whether it is valid at some time of a stretch.</summary>
    public bool IsValidBetween(DateTimeOffset from, DateTimeOffset to) => ValidFrom <= to && ValidTo >= from;

    /// <summary>Leaves the private half out.</summary>
    public override string ToString() => $"SigningKey {{ {Region}, {Fingerprint} }}";
}
