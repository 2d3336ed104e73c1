using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>A key that an account signs web identity tokens with, or is about to, or did lately.</summary>
internal sealed record OutboundKey : IRecord<OutboundKey>
{
    /// <inheritdoc/>
    public static RecordType<OutboundKey> Type { get; } = new("iam/outbound-keys", IamJson.Default.OutboundKey);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The id, which tokens name.</summary>
    public required string Id { get; init; }

    /// <summary><c>ES384</c> or <c>RS256</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The public half, a JWK.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The private half, PKCS #8 in base 64, sealed and bound to the id.</summary>
    public required string SealedPrivateKey { get; init; }

    /// <summary>From when it signs: until then it is published, so that those who keep keys for a while have it.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => PrefixOf(Account) + Id;

    /// <summary>What the keys of all keys of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>Leaves the seal out.</summary>
    public override string ToString() => $"OutboundKey {{ {Id} }}";
}
