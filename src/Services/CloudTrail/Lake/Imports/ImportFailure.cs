using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>A file, or a whole bucket, that an import could not read.</summary>
internal sealed record ImportFailure : IRecord<ImportFailure>
{
    /// <summary>The collection.</summary>
    public static RecordType<ImportFailure> Type { get; } = new("cloudtrail/import-failures", CloudTrailJson.Default.ImportFailure);

    /// <summary>The key of the import.</summary>
    public required string Import { get; init; }

    /// <summary>The key of the object; empty when it is about the bucket.</summary>
    public required string File { get; init; }

    /// <summary>Where it is.</summary>
    public required string Location { get; init; }

    /// <summary>Whether it is so still, is to be tried again, or was mended.</summary>
    public required string Status { get; init; }

    /// <summary>What kind of failure it is: the code of the service that refused, or <see cref="Malformed"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What happened.</summary>
    public required string Message { get; init; }

    /// <summary>When it was last tried.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The kind of a file that is no log file.</summary>
    public const string Malformed = "InvalidLogFile";

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Import, File);

    /// <summary>The key of the failure of a file.</summary>
    public static string KeyOf(string import, string file) => PrefixOf(import) + file;

    /// <summary>How the keys of an import's failures begin.</summary>
    public static string PrefixOf(string import) => $"{import}/";
}
