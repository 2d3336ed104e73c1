using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>A log file that was delivered and is in no digest yet.</summary>
internal sealed record DeliveredFile : IRecord<DeliveredFile>
{
    /// <summary>The collection.</summary>
    public static RecordType<DeliveredFile> Type { get; } = new("cloudtrail/delivered-files", CloudTrailJson.Default.DeliveredFile);

    /// <summary>The key of the trail.</summary>
    public required string Trail { get; init; }

    /// <summary>The region whose events are in it.</summary>
    public required string Region { get; init; }

    /// <summary>When it was delivered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key of the object.</summary>
    public required string Object { get; init; }

    /// <summary>The SHA-256 of what is in it, unpacked, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The time of the oldest event in it.</summary>
    public required DateTimeOffset Oldest { get; init; }

    /// <summary>The time of the newest event in it.</summary>
    public required DateTimeOffset Newest { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => $"{PrefixOf(Trail)}{Region}/{At.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}/{Object[(Object.LastIndexOf('/') + 1)..]}";

    /// <summary>How the keys of a trail's files begin.</summary>
    public static string PrefixOf(string trail) => $"{trail}/";

    /// <summary>How the keys of a trail's files of a region begin.</summary>
    public static string PrefixOf(string trail, string region) => $"{trail}/{region}/";
}
