using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Grants;

/// <summary>A grant: somebody may use a key in some ways, whatever the key policy and IAM say, as long as nothing denies it.</summary>
internal sealed record Grant : IRecord<Grant>
{
    /// <summary>Finds the grants on a key for a principal.</summary>
    public static RecordIndex<Grant> ByGrantee { get; } = new("grantee", grant => GranteeOf(grant.KeyRecord, grant.GranteePrincipal));

    /// <summary>Finds the grants that a principal may retire, in a region.</summary>
    public static RecordIndex<Grant> ByRetiring { get; } = new(
        "retiring", grant => grant.RetiringPrincipal is { } principal ? RetiringOf(grant.Region, principal) : null);

    /// <summary>Finds a grant by its id alone.</summary>
    public static RecordIndex<Grant> ById { get; } = new("id", grant => grant.Id);

    /// <inheritdoc/>
    public static RecordType<Grant> Type { get; } = new("kms/grants", KmsJson.Default.Grant, ByGrantee, ByRetiring, ById);

    /// <summary>The account that owns the key.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region of the key.</summary>
    public required string Region { get; init; }

    /// <summary>The partition of the region.</summary>
    public required string Partition { get; init; }

    /// <summary>The id of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The id: 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name, by which creating it again finds it; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Who may use the key.</summary>
    public required string GranteePrincipal { get; init; }

    /// <summary>Who may end the grant; null for nobody in particular.</summary>
    public string? RetiringPrincipal { get; init; }

    /// <summary>The account that made it.</summary>
    public required AccountId IssuingAccount { get; init; }

    /// <summary>What it allows (<see cref="GrantOperation"/>).</summary>
    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>The encryption context that requests must have, and no more; null when any will do.</summary>
    public IReadOnlyDictionary<string, string>? ContextEquals { get; init; }

    /// <summary>The encryption context that requests must have at least; null when any will do.</summary>
    public IReadOnlyDictionary<string, string>? ContextSubset { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreationDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => PrefixOf(KeyRecord) + Id;

    /// <summary>The ARN of the key.</summary>
    [JsonIgnore]
    public Arn KeyArn => KmsArns.Of(Partition, Region, Account, KmsArns.KeyPrefix + KeyId);

    private string KeyRecord => Keys.Key.KeyOf(Account, Region, KeyId);

    /// <summary>What the keys of all grants on a key start with.</summary>
    /// <param name="key">The key of the record of the key.</param>
    public static string PrefixOf(string key) => key + "/";

    /// <summary>The value of the index by grantee.</summary>
    /// <param name="key">The key of the record of the key.</param>
    /// <param name="principal">The ARN of the principal, or the name of a service.</param>
    public static string GranteeOf(string key, string principal) => $"{key}|{principal}";

    /// <summary>The value of the index by retiring principal.</summary>
    public static string RetiringOf(string region, string principal) => $"{region}|{principal}";
}
