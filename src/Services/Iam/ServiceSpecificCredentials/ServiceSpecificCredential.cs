using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>A user name and a password, or a long-term API key, that a user has for one service.</summary>
internal sealed record ServiceSpecificCredential : IRecord<ServiceSpecificCredential>
{
    /// <summary>The prefix of the unique ids of service-specific credentials.</summary>
    public const string IdPrefix = "ACCA";

    /// <inheritdoc/>
    public static RecordType<ServiceSpecificCredential> Type { get; } =
        new("iam/service-specific-credentials", IamJson.Default.ServiceSpecificCredential);

    /// <summary>The account that the user is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The id, <c>ACCA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The service, such as <c>codecommit.amazonaws.com</c>.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The name by which the service knows the user: <c>alice-at-111122223333</c>.</summary>
    public required string Alias { get; init; }

    /// <summary>The SHA-256 digest of the password or key, in base 64: it is random, so that no slow hash is needed.</summary>
    public required string SecretDigest { get; init; }

    /// <summary>The status that was given: <c>Active</c> or <c>Inactive</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>When it ceases to work; null for never.</summary>
    public DateTimeOffset? ExpirationDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, OwnerId, Id);

    /// <summary>The key of the record of a credential.</summary>
    public static string KeyOf(AccountId account, string ownerId, string id) => PrefixOf(account, ownerId) + id;

    /// <summary>What the keys of all credentials of a user start with.</summary>
    public static string PrefixOf(AccountId account, string ownerId) => $"{account.Value}/{ownerId}/";

    /// <summary>What the keys of all credentials of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The status as of an instant: time alone makes a credential expire.</summary>
    public string StatusAt(DateTimeOffset now) => now >= ExpirationDate ? StatusType.Expired : Status;

    /// <summary>Leaves the digest out.</summary>
    public override string ToString() => $"ServiceSpecificCredential {{ {Id} }}";
}
