using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>An OpenID Connect identity provider that the account trusts.</summary>
internal sealed record WebProvider : IRecord<WebProvider>
{
    /// <summary>What every provider's URL starts with; it is no part of the name.</summary>
    public const string Scheme = "https://";

    /// <inheritdoc/>
    public static RecordType<WebProvider> Type { get; } = new("iam/oidc-providers", IamJson.Default.WebProvider);

    /// <summary>The account that trusts it.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The URL without its scheme: host and path.</summary>
    public required string Name { get; init; }

    /// <summary>The audiences that its tokens may have, in the order in which they came.</summary>
    public required IReadOnlyList<string> ClientIds { get; init; }

    /// <summary>The SHA-1 thumbprints of the authorities that are trusted for its host, in lower case.</summary>
    public required IReadOnlyList<string> Thumbprints { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => ArnOf(Partition, Account, Name);

    /// <summary>The key of the provider of a name.</summary>
    public static string KeyOf(AccountId account, string name) => PrefixOf(account) + name;

    /// <summary>What the keys of all providers of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a provider of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string name) => IamArns.Of(partition, account, "oidc-provider/" + name);

    /// <summary>Takes the scheme off a URL: what is left names the provider.</summary>
    public static string NameOf(string url) => url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? url[Scheme.Length..] : url;
}
