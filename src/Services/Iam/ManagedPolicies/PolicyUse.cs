using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>How a user, group or role uses a managed policy.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicyUseKind>))]
internal enum PolicyUseKind
{
    /// <summary>It is attached and grants.</summary>
    Attached,

    /// <summary>It is the permissions boundary and limits.</summary>
    Boundary,
}

/// <summary>That a user, group or role uses a managed policy.</summary>
/// <remarks>The policy leads the key, so that its uses of a kind can be counted; what an entity uses is found by index.</remarks>
internal sealed record PolicyUse : IRecord<PolicyUse>
{
    /// <summary>Finds what a user, group or role uses.</summary>
    public static RecordIndex<PolicyUse> ByEntity { get; } = new("entity", use => use.EntityId);

    /// <inheritdoc/>
    public static RecordType<PolicyUse> Type { get; } = new("iam/policy-uses", IamJson.Default.PolicyUse, ByEntity);

    /// <summary>The account of the entity.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the policy.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The ARN of the policy, which stays while the policy lives.</summary>
    public required string PolicyArn { get; init; }

    /// <summary>The unique id of the user, group or role; its prefix tells which.</summary>
    public required string EntityId { get; init; }

    /// <summary>How it is used.</summary>
    public required PolicyUseKind Kind { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, PolicyId, Kind, EntityId);

    /// <summary>The key of one use.</summary>
    public static string KeyOf(AccountId account, string policyId, PolicyUseKind kind, string entityId)
        => PrefixOf(account, policyId, kind) + entityId;

    /// <summary>What the keys of all uses of a kind start with.</summary>
    public static string PrefixOf(AccountId account, string policyId, PolicyUseKind kind)
        => PrefixOf(account, policyId) + (kind == PolicyUseKind.Attached ? "attached/" : "boundary/");

    /// <summary>What the keys of all uses of a policy start with.</summary>
    public static string PrefixOf(AccountId account, string policyId) => $"{account.Value}/{policyId}/";
}
