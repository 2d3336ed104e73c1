using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Groups;

/// <summary>That a user is in a group.</summary>
/// <remarks>
/// The key holds the user's name, so that GetGroup pages through a group in the order of names and finds each user by key;
/// when a user gets another name its memberships, of which a quota allows few, move with it.
/// </remarks>
internal sealed record Membership : IRecord<Membership>
{
    /// <summary>Finds the memberships of a user.</summary>
    public static RecordIndex<Membership> ByUser { get; } = new("user", membership => membership.UserId);

    /// <inheritdoc/>
    public static RecordType<Membership> Type { get; } = new("iam/memberships", IamJson.Default.Membership, ByUser);

    /// <summary>The account of both.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the group.</summary>
    public required string GroupId { get; init; }

    /// <summary>The unique id of the user.</summary>
    public required string UserId { get; init; }

    /// <summary>The name of the user.</summary>
    public required string UserName { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, GroupId, UserName);

    /// <summary>The key of the membership of a user in a group.</summary>
    public static string KeyOf(AccountId account, string groupId, string userName) => PrefixOf(account, groupId) + IamNames.ForKey(userName);

    /// <summary>What the keys of all memberships of a group start with.</summary>
    public static string PrefixOf(AccountId account, string groupId) => $"{account.Value}/{groupId}/";
}
