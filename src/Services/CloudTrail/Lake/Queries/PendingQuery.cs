using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Marks a query that waits or runs: who runs queries finds them by it, also after a crash, and their number is bounded by it.</summary>
internal sealed record PendingQuery : IRecord<PendingQuery>
{
    /// <summary>The name of the collection, for who waits for its changes.</summary>
    public const string Collection = "cloudtrail/pending-queries";

    /// <summary>The collection.</summary>
    public static RecordType<PendingQuery> Type { get; } = new(Collection, CloudTrailJson.Default.PendingQuery);

    /// <summary>The key of the query.</summary>
    public required string Query { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Query;
}
