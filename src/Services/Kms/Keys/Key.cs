using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Kms.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Keys;

/// <summary>A KMS key: everything that is known of it but its material.</summary>
internal sealed record Key : IRecord<Key>
{
    /// <inheritdoc/>
    public static RecordType<Key> Type { get; } = new("kms/keys", KmsJson.Default.Key);

    /// <summary>The account that owns it.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that it is in.</summary>
    public required string Region { get; init; }

    /// <summary>The partition of the region.</summary>
    public required string Partition { get; init; }

    /// <summary>The id: a UUID, or <c>mrk-</c> and 32 digits for a multi-Region key.</summary>
    public required string Id { get; init; }

    /// <summary>The description; empty when none was given.</summary>
    public required string Description { get; init; }

    /// <summary>What kind of material it has (<see cref="KeySpec"/>).</summary>
    public required string Spec { get; init; }

    /// <summary>What it may be used for (<see cref="KeyUsageType"/>).</summary>
    public required string Usage { get; init; }

    /// <summary>Where the material comes from (<see cref="OriginType"/>).</summary>
    public required string Origin { get; init; }

    /// <summary>Its state (<see cref="KeyState"/>).</summary>
    public required string State { get; init; }

    /// <summary>The key policy.</summary>
    public required string Policy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>When it will be deleted; null unless it is pending deletion.</summary>
    public DateTimeOffset? DeletionDate { get; init; }

    /// <summary>The service whose AWS managed key it is, as its alias names it; null for a customer managed key.</summary>
    public string? ManagedFor { get; init; }

    /// <summary>Whether it is a multi-Region key, of which other regions may have a key with the same id and material.</summary>
    public bool IsMultiRegion { get; init; }

    /// <summary>The region of the primary key of a multi-Region key; null while this is the only one.</summary>
    public string? PrimaryRegion { get; init; }

    /// <summary>The regions of the replicas of a multi-Region key, this one's among them when it is one, in the order of their names.</summary>
    public IReadOnlyList<string> ReplicaRegions { get; init; } = [];

    /// <summary>The days that a primary key waits to be deleted once its last replica is gone; null unless it is pending that.</summary>
    public int? PendingWindowInDays { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>The names of its aliases, which conditions ask for at every use.</summary>
    public IReadOnlyList<string> AliasNames { get; init; } = [];

    /// <summary>Whether there ever was a grant on it; while not, nobody looks for one.</summary>
    public bool HasGrants { get; init; }

    /// <summary>The number of the material that encrypts and signs; 0 before the first import.</summary>
    public int CurrentMaterial { get; init; }

    /// <summary>The id of that material.</summary>
    public string? CurrentMaterialId { get; init; }

    /// <summary>The number that the newest material has.</summary>
    public int LastMaterial { get; init; }

    /// <summary>The days between automatic rotations; null when they are off.</summary>
    public int? RotationPeriodInDays { get; init; }

    /// <summary>When the next automatic rotation is due; null when they are off.</summary>
    public DateTimeOffset? NextRotationDate { get; init; }

    /// <summary>The rotations that were made on demand.</summary>
    public int OnDemandRotations { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    string IRecord.Key => RecordKey;

    /// <summary>The key of the record.</summary>
    [JsonIgnore]
    public string RecordKey => KeyOf(Account, Region, Id);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => KmsArns.Of(Partition, Region, Account, KmsArns.KeyPrefix + Id);

    /// <summary>Whether it is a replica of another region's primary key.</summary>
    [JsonIgnore]
    public bool IsReplica => PrimaryRegion is { } primary && primary != Region;

    /// <summary>Whether it is to be deleted, now or once its replicas are gone.</summary>
    [JsonIgnore]
    public bool IsPendingDeletion => State is KeyState.PendingDeletion or KeyState.PendingReplicaDeletion;

    /// <summary>Whether the material is one secret that encrypts: the only kind that can be rotated.</summary>
    [JsonIgnore]
    public bool IsSymmetricEncryption => Spec == KeySpec.SymmetricDefault;

    /// <summary>Whether the material is imported.</summary>
    [JsonIgnore]
    public bool IsExternal => Origin == OriginType.EXTERNAL;

    /// <summary>Gives the key as it is while its last days run.</summary>
    public Key DueIn(int days, DateTimeOffset now)
        => this with { State = KeyState.PendingDeletion, DeletionDate = now.AddDays(days), PendingWindowInDays = null };

    /// <summary>The key of the record of a key.</summary>
    public static string KeyOf(AccountId account, string region, string id) => PrefixOf(account, region) + id;

    /// <summary>What the keys of all keys of an account in a region start with.</summary>
    public static string PrefixOf(AccountId account, string region) => $"{account.Value}/{region}/";
}
