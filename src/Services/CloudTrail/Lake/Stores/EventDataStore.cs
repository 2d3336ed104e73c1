using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Lake.Sql;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>An event data store: which events it takes in, and how long it keeps them.</summary>
internal sealed record EventDataStore : IRecord<EventDataStore>
{
    /// <summary>The most stores of an account in a region, those that are pending deletion included.</summary>
    public const int QuotaPerRegion = 10;

    /// <summary>The longest retention of a store that can be extended by the year, in days.</summary>
    public const int ExtendableDaysMax = 3653;

    /// <summary>The longest retention of a store of the seven-year price, in days.</summary>
    public const int FixedDaysMax = 2557;

    /// <summary>The shortest, in days.</summary>
    public const int DaysMin = 7;

    /// <summary>How long a deleted store can be restored.</summary>
    public static readonly TimeSpan DeletionWait = TimeSpan.FromDays(7);

    /// <summary>The collection.</summary>
    public static RecordType<EventDataStore> Type { get; } = new("cloudtrail/event-data-stores", CloudTrailJson.Default.EventDataStore);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The id, which ends its ARN and names it in queries.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Which events it takes in.</summary>
    public required IReadOnlyList<AdvancedSelector> Selectors { get; init; }

    /// <summary>Whether it takes in the events of all regions.</summary>
    public required bool IsMultiRegion { get; init; }

    /// <summary>How long it keeps an event, from the event's own time, in days.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>Whether it cannot be deleted.</summary>
    public required bool IsProtected { get; init; }

    /// <summary>The billing mode.</summary>
    public required string BillingMode { get; init; }

    /// <summary>The status.</summary>
    public required string Status { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The status that it had before it was deleted.</summary>
    public string? StatusBefore { get; init; }

    /// <summary>The stretches of time in which it takes in events, oldest first; the last has no end while it does.</summary>
    public IReadOnlyList<IngestionWindow> Windows { get; init; } = [];

    /// <summary>Who else may use it; null for nobody.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>The tags, by key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public string Arn => ArnOf(new(Region), Account, Id);

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Region, Id);

    /// <summary>Whether it can be queried and written to.</summary>
    [JsonIgnore]
    public bool IsActive => Status != EventDataStoreStatus.PendingDeletion;

    /// <summary>Whether its events come from outside, through channels.</summary>
    [JsonIgnore]
    public bool IsOfActivities => LakeSelectors.IsOfActivities(Selectors);

    /// <summary>Its columns.</summary>
    [JsonIgnore]
    public LakeSchema Schema => IsOfActivities ? LakeSchema.Activity : LakeSchema.Trail;

    /// <summary>The key of a store.</summary>
    public static string KeyOf(AccountId account, string region, string id) => $"{PrefixOf(account, region)}{id}";

    /// <summary>How the keys of an account's stores begin.</summary>
    public static string PrefixOf(AccountId account) => $"{account.Value}/";

    /// <summary>How the keys of an account's stores in a region begin.</summary>
    public static string PrefixOf(AccountId account, string region) => $"{account.Value}/{region}/";

    /// <summary>The ARN of a store.</summary>
    public static string ArnOf(Region region, AccountId account, string id)
        => $"arn:{region.Partition.Name}:cloudtrail:{region.Value}:{account.Value}:eventdatastore/{id}";

    /// <summary>The instant before which its events are gone.</summary>
    public DateTimeOffset OldestAt(DateTimeOffset now) => now - TimeSpan.FromDays(RetentionDays);

    /// <summary>Whether an event of an instant was made while it took events in.</summary>
    public bool Covers(DateTimeOffset at)
    {
        for (var i = Windows.Count - 1; i >= 0; i--)
        {
            if (at >= Windows[i].From && (Windows[i].To is not { } to || at <= to))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A stretch of time in which a store takes in events.</summary>
/// <param name="From">When it was started.</param>
/// <param name="To">When it was stopped; null while it runs.</param>
internal sealed record IngestionWindow(DateTimeOffset From, DateTimeOffset? To);
