using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>A SAML identity provider that the account trusts; its metadata document is in its <see cref="SamlMetadataPart"/>s.</summary>
internal sealed record SamlProvider : IRecord<SamlProvider>
{
    /// <summary>The prefix of the unique ids of SAML providers.</summary>
    public const string IdPrefix = "SAMLSP";

    /// <summary>The private keys that one may have.</summary>
    public const int PrivateKeysMax = 2;

    private const string ResourceType = "saml-provider/";

    /// <inheritdoc/>
    public static RecordType<SamlProvider> Type { get; } = new("iam/saml-providers", IamJson.Default.SamlProvider);

    /// <summary>The account that trusts it.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The unique id, <c>SAMLSP…</c>, which its own sign-in address ends with.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's name for itself.</summary>
    public required string EntityId { get; init; }

    /// <summary>The certificates that it signs with, DER in base 64.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>Until when the metadata holds.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The parts that the metadata document is kept in.</summary>
    public required int MetadataParts { get; init; }

    /// <summary><c>Required</c> or <c>Allowed</c>; null when it was never said.</summary>
    public string? EncryptionMode { get; init; }

    /// <summary>The keys that encrypted assertions are opened with, oldest first.</summary>
    public IReadOnlyList<SamlPrivateKeyRecord> PrivateKeys { get; init; } = [];

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => ArnOf(Partition, Account, Name);

    /// <summary>The key of the provider of a name, in any case.</summary>
    public static string KeyOf(AccountId account, string name) => PrefixOf(account) + IamNames.ForKey(name);

    /// <summary>What the keys of all providers of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a provider of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string name) => IamArns.Of(partition, account, ResourceType + name);

    /// <summary>Leaves the seals out.</summary>
    public override string ToString() => $"SamlProvider {{ {Arn} }}";
}

/// <summary>A private key that encrypted assertions are opened with.</summary>
/// <param name="Id">The id by which it is removed.</param>
/// <param name="AddedAt">When it was added, to the second.</param>
/// <param name="SealedPem">The key in PEM, sealed and bound to its id.</param>
internal sealed record SamlPrivateKeyRecord(string Id, DateTimeOffset AddedAt, string SealedPem)
{
    /// <summary>Leaves the seal out.</summary>
    public override string ToString() => $"SamlPrivateKeyRecord {{ {Id} }}";
}
