using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Aliases;

/// <summary>A name for a key, which can be pointed to another.</summary>
internal sealed record Alias : IRecord<Alias>
{
    /// <inheritdoc/>
    public static RecordType<Alias> Type { get; } = new("kms/aliases", KmsJson.Default.Alias);

    /// <summary>The account that it is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that it is in.</summary>
    public required string Region { get; init; }

    /// <summary>The partition of the region.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, with its prefix.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the key; null for that of an AWS managed key which was not made yet, and which is not stored.</summary>
    public string? TargetKeyId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationDate { get; init; }

    /// <summary>When it was last pointed somewhere.</summary>
    public DateTimeOffset? LastUpdatedDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Region, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => KmsArns.Of(Partition, Region, Account, Name);

    /// <summary>The key of the record of an alias.</summary>
    public static string KeyOf(AccountId account, string region, string name) => PrefixOf(account, region) + name;

    /// <summary>What the keys of all aliases of an account in a region start with.</summary>
    public static string PrefixOf(AccountId account, string region) => $"{account.Value}/{region}/";
}
