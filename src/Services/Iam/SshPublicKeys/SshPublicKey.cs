using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>An SSH public key of a user.</summary>
internal sealed record SshPublicKey : IRecord<SshPublicKey>
{
    /// <summary>The prefix of the ids of public keys.</summary>
    public const string IdPrefix = "APKA";

    /// <inheritdoc/>
    public static RecordType<SshPublicKey> Type { get; } = new("iam/ssh-public-keys", IamJson.Default.SshPublicKey);

    /// <summary>The account that the user is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The id, <c>APKA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The key on one line, as SSH writes it, with the comment that it came with.</summary>
    public required string Line { get; init; }

    /// <summary>The MD5 digest of the key, in pairs of digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary><c>Active</c> or <c>Inactive</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was uploaded, to the second.</summary>
    public required DateTimeOffset UploadDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, OwnerId, Id);

    /// <summary>The key of the record of an SSH key.</summary>
    public static string KeyOf(AccountId account, string ownerId, string id) => PrefixOf(account, ownerId) + id;

    /// <summary>What the keys of all SSH keys of a user start with.</summary>
    public static string PrefixOf(AccountId account, string ownerId) => $"{account.Value}/{ownerId}/";

    /// <summary>Makes an id: four letters and sixteen characters, like an access key's.</summary>
    public static string NewId(IdSource ids) => IdPrefix + ids.NewAccessKeyId()[IdPrefix.Length..];
}
