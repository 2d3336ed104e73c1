using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>A trail: which events of an account are delivered, and where. How far the delivery has come is kept apart (<see cref="Logging.TrailLog"/>).</summary>
internal sealed record Trail : IRecord<Trail>
{
    /// <summary>The trails that may be seen in a region, those of other regions that cover all of them included.</summary>
    public const int QuotaPerRegion = 5;

    /// <summary>The most trails that one account can have, which bounds a listing.</summary>
    public const int MostPerAccount = 1_000;

    // No account's number begins like this, so nothing finds a deleted trail but its timers.
    private const string DeletedPrefix = "deleted/";

    /// <summary>The collection.</summary>
    public static RecordType<Trail> Type { get; } = new("cloudtrail/trails", CloudTrailJson.Default.Trail);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that it was made in.</summary>
    public required string HomeRegion { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The bucket that its files go to.</summary>
    public required string Bucket { get; init; }

    /// <summary>What stands before <c>AWSLogs/</c> in the keys of its files; null for nothing.</summary>
    public string? Prefix { get; init; }

    /// <summary>The topic as it was named; null for none.</summary>
    public string? TopicName { get; init; }

    /// <summary>The ARN of the topic.</summary>
    public string? TopicArn { get; init; }

    /// <summary>Whether events of global services are delivered.</summary>
    public required bool IncludesGlobalEvents { get; init; }

    /// <summary>Whether it covers all regions.</summary>
    public required bool IsMultiRegion { get; init; }

    /// <summary>Whether it is one of an organization.</summary>
    public bool IsOrganization { get; init; }

    /// <summary>Whether digests of its files are delivered.</summary>
    public required bool Validates { get; init; }

    /// <summary>The log group that receives its events; null for none.</summary>
    public string? LogGroupArn { get; init; }

    /// <summary>The role that writes into the log group.</summary>
    public string? LogRoleArn { get; init; }

    /// <summary>The KMS key that seals its files; null for the default of the bucket.</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>The basic selectors; null for the default, or when there are advanced ones.</summary>
    public IReadOnlyList<BasicSelector>? BasicSelectors { get; init; }

    /// <summary>The advanced selectors; null when there are basic ones.</summary>
    public IReadOnlyList<AdvancedSelector>? AdvancedSelectors { get; init; }

    /// <summary>The insights that are wanted; null for none.</summary>
    public IReadOnlyList<WantedInsight>? Insights { get; init; }

    /// <summary>The tags, by key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it was deleted; what is not yet delivered of it is delivered still. Null while it is there.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>What tells it from other deleted trails of its name; null while it is there.</summary>
    public string? DeletedAs { get; init; }

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public string Arn => ArnOf(new(HomeRegion), Account, Name);

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => DeletedAs is null ? KeyOf(Account, HomeRegion, Name) : $"{DeletedPrefix}{KeyOf(Account, HomeRegion, Name)}/{DeletedAs}";

    /// <summary>The key of a trail.</summary>
    public static string KeyOf(AccountId account, string homeRegion, string name) => $"{PrefixOf(account)}{homeRegion}/{name}";

    /// <summary>How the keys of an account's trails begin.</summary>
    public static string PrefixOf(AccountId account) => $"{account.Value}/";

    /// <summary>The ARN of a trail.</summary>
    public static string ArnOf(Region homeRegion, AccountId account, string name)
        => $"arn:{homeRegion.Partition.Name}:cloudtrail:{homeRegion.Value}:{account.Value}:trail/{name}";

    /// <summary>Whether it is seen in a region: it is at home there, or covers all regions of its partition.</summary>
    public bool IsSeenIn(Region region)
        => HomeRegion == region.Value || (IsMultiRegion && new Region(HomeRegion).Partition == region.Partition);

    /// <summary>The trail as answers describe it.</summary>
    public TrailShape ToShape() => new()
    {
        Name = Name,
        S3BucketName = Bucket,
        S3KeyPrefix = Prefix,
        SnsTopicName = TopicName,
        SnsTopicARN = TopicArn,
        IncludeGlobalServiceEvents = IncludesGlobalEvents,
        IsMultiRegionTrail = IsMultiRegion,
        HomeRegion = HomeRegion,
        TrailARN = Arn,
        LogFileValidationEnabled = Validates,
        CloudWatchLogsLogGroupArn = LogGroupArn,
        CloudWatchLogsRoleArn = LogRoleArn,
        KmsKeyId = KmsKeyArn,
        HasCustomEventSelectors = BasicSelectors is not null || AdvancedSelectors is not null,
        HasInsightSelectors = Insights is not null,
        IsOrganizationTrail = IsOrganization,
    };
}
