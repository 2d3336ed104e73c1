using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.AccessKeys;

/// <summary>A long-lived access key of a user or of the root user.</summary>
internal sealed record AccessKey : IRecord<AccessKey>
{
    /// <summary>The status of a key that may sign.</summary>
    public const string Active = StatusType.Active;

    /// <summary>Finds a key by its id, whoever owns it.</summary>
    public static RecordIndex<AccessKey> ById { get; } = new("id", key => key.Id);

    /// <inheritdoc/>
    public static RecordType<AccessKey> Type { get; } = new("iam/access-keys", IamJson.Default.AccessKey, ById);

    /// <summary>The account that the owner is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user, or the account number for the root user.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The access key id, <c>AKIA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The secret, sealed and bound to the access key id.</summary>
    public required string SealedSecret { get; init; }

    /// <summary><c>Active</c> or <c>Inactive</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, OwnerId, Id);

    /// <summary>The key of the record of an access key.</summary>
    public static string KeyOf(AccountId account, string ownerId, string id) => PrefixOf(account, ownerId) + id;

    /// <summary>What the keys of all access keys of an owner start with.</summary>
    public static string PrefixOf(AccountId account, string ownerId) => $"{account.Value}/{ownerId}/";

    /// <summary>What the keys of all access keys of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>Leaves the seal out.</summary>
    public override string ToString() => $"AccessKey {{ {Id} }}";
}
