using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Channels;

/// <summary>A channel, through which events from outside come into event data stores.</summary>
internal sealed record Channel : IRecord<Channel>
{
    /// <summary>The most channels of an account in a region.</summary>
    public const int QuotaPerRegion = 25;

    /// <summary>The collection.</summary>
    public static RecordType<Channel> Type { get; } = new("cloudtrail/channels", CloudTrailJson.Default.Channel);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The id, which ends its ARN.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Who sends the events: <c>Custom</c>, or a partner.</summary>
    public required string Source { get; init; }

    /// <summary>The ids of the stores that it delivers into.</summary>
    public required IReadOnlyList<string> Stores { get; init; }

    /// <summary>When events last came.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>The id of the last event that came.</summary>
    public string? AttemptedEvent { get; init; }

    /// <summary>When events last came into a store.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>The id of the last event that came into a store.</summary>
    public string? SucceededEvent { get; init; }

    /// <summary>Why the last event was refused; null when it was not.</summary>
    public string? Error { get; init; }

    /// <summary>Who else may put events; null for nobody.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>The tags, by key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public string Arn => ArnOf(new(Region), Account, Id);

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Region, Id);

    /// <summary>The key of a channel.</summary>
    public static string KeyOf(AccountId account, string region, string id) => $"{PrefixOf(account, region)}{id}";

    /// <summary>How the keys of an account's channels in a region begin.</summary>
    public static string PrefixOf(AccountId account, string region) => $"{account.Value}/{region}/";

    /// <summary>The ARN of a channel.</summary>
    public static string ArnOf(Region region, AccountId account, string id)
        => $"arn:{region.Partition.Name}:cloudtrail:{region.Value}:{account.Value}:channel/{id}";
}
