using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Marks an import that waits or runs: the worker finds it by this, also after a crash, and an account can have one at a time.</summary>
internal sealed record PendingImport : IRecord<PendingImport>
{
    /// <summary>The name of the collection, for who waits for its changes.</summary>
    public const string Collection = "cloudtrail/pending-imports";

    /// <summary>The collection.</summary>
    public static RecordType<PendingImport> Type { get; } = new(Collection, CloudTrailJson.Default.PendingImport);

    /// <summary>The key of the import.</summary>
    public required string Import { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Import;
}
