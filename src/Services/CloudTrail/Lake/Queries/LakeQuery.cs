using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>A query: what was asked, how far it is, and where its answer is.</summary>
internal sealed record LakeQuery : IRecord<LakeQuery>
{
    /// <summary>The most queries of an account in a region that wait or run at a time.</summary>
    public const int ConcurrentMax = 10;

    /// <summary>How long a query and its answer are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>The collection.</summary>
    public static RecordType<LakeQuery> Type { get; } = new("cloudtrail/queries", CloudTrailJson.Default.LakeQuery);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked.</summary>
    public required string Statement { get; init; }

    /// <summary>The ids of the stores that it reads.</summary>
    public required IReadOnlyList<string> Stores { get; init; }

    /// <summary>The status.</summary>
    public required string Status { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where its answer is delivered; null for nowhere.</summary>
    public string? DeliveryUri { get; init; }

    /// <summary>How the delivery went.</summary>
    public string? DeliveryStatus { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The events of the files that it read.</summary>
    public long EventsScanned { get; init; }

    /// <summary>The bytes of those files.</summary>
    public long BytesScanned { get; init; }

    /// <summary>How long it ran, in milliseconds.</summary>
    public int Milliseconds { get; init; }

    /// <summary>The answer; null when there is none.</summary>
    public QueryAnswer? Answer { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Region, Id);

    /// <summary>Whether it waits or runs.</summary>
    [JsonIgnore]
    public bool IsActive => Status is QueryStatus.QUEUED or QueryStatus.RUNNING;

    /// <summary>The key of a query.</summary>
    public static string KeyOf(AccountId account, string region, string id) => $"{PrefixOf(account, region)}{id}";

    /// <summary>How the keys of an account's queries in a region begin.</summary>
    public static string PrefixOf(AccountId account, string region) => $"{account.Value}/{region}/";
}

/// <summary>The answer of a query: rows in a blob, packed in chunks of a number of rows each.</summary>
/// <param name="Name">The name of the blob.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Ends">Where each chunk ends.</param>
internal sealed record QueryAnswer(string Name, IReadOnlyList<string> Columns, int Rows, IReadOnlyList<long> Ends);
