using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Events;

/// <summary>A file of events of an event data store, in Parquet, sorted by their time. It is there when this record is, and never changes.</summary>
internal sealed record EventFile : IRecord<EventFile>
{
    /// <summary>The most files of a store that are read at once; the larger ones hold a hundred thousand events and more.</summary>
    public const int FilesMax = 100_000;

    /// <summary>The collection.</summary>
    public static RecordType<EventFile> Type { get; } = new("cloudtrail/lake-files", CloudTrailJson.Default.EventFile);

    /// <summary>The key of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The name of the blob.</summary>
    public required string Name { get; init; }

    /// <summary>The events in it.</summary>
    public required long Events { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    /// <summary>The time of the oldest event.</summary>
    public required DateTimeOffset Oldest { get; init; }

    /// <summary>The time of the newest event.</summary>
    public required DateTimeOffset Newest { get; init; }

    /// <summary>Whether events were given to the store that it did not take in itself, so that it might meet them again.</summary>
    public bool IsGiven { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => $"{PrefixOf(Store)}{Oldest.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}/{Name}";

    /// <summary>How the keys of a store's files begin.</summary>
    public static string PrefixOf(string store) => $"{store}/";

    /// <summary>Whether it may have events of a stretch of time.</summary>
    public bool Meets(DateTimeOffset from, DateTimeOffset to) => Oldest <= to && Newest >= from;
}
