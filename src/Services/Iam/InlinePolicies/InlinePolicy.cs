using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>A policy that is part of one user, group or role.</summary>
internal sealed record InlinePolicy : IRecord<InlinePolicy>
{
    /// <inheritdoc/>
    public static RecordType<InlinePolicy> Type { get; } = new("iam/inline-policies", IamJson.Default.InlinePolicy);

    /// <summary>The account of the owner.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user, group or role.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The name; it differs by case too, for nothing says that it does not.</summary>
    public required string Name { get; init; }

    /// <summary>The JSON, as it was given.</summary>
    public required string Document { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, OwnerId, Name);

    /// <summary>The key of the policy of a name.</summary>
    public static string KeyOf(AccountId account, string ownerId, string name) => PrefixOf(account, ownerId) + name;

    /// <summary>What the keys of all inline policies of an owner start with.</summary>
    public static string PrefixOf(AccountId account, string ownerId) => $"{account.Value}/{ownerId}/";
}
