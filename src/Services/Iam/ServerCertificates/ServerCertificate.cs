using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>The certificate of a server with its chain and its private key, which other services present and nobody reads back.</summary>
internal sealed record ServerCertificate : IRecord<ServerCertificate>
{
    /// <summary>The prefix of the unique ids of server certificates.</summary>
    public const string IdPrefix = "ASCA";

    /// <inheritdoc/>
    public static RecordType<ServerCertificate> Type { get; } = new("iam/server-certificates", IamJson.Default.ServerCertificate);

    /// <summary>The account that the certificate is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The path; it begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The unique id, <c>ASCA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The certificate in PEM, as it came.</summary>
    public required string Body { get; init; }

    /// <summary>The certificates above it in PEM, as they came; null for none.</summary>
    public string? Chain { get; init; }

    /// <summary>The private key in PEM, sealed and bound to the id.</summary>
    public required string SealedPrivateKey { get; init; }

    /// <summary>When it was uploaded, to the second.</summary>
    public required DateTimeOffset UploadDate { get; init; }

    /// <summary>When the certificate ceases to be valid.</summary>
    public required DateTimeOffset Expiration { get; init; }

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => ArnOf(Partition, Account, Path, Name);

    /// <summary>The key of the certificate of a name, in any case.</summary>
    public static string KeyOf(AccountId account, string name) => PrefixOf(account) + IamNames.ForKey(name);

    /// <summary>What the keys of all certificates of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a certificate of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string path, string name)
        => IamArns.Of(partition, account, $"server-certificate{path}{name}");

    /// <summary>Leaves the seal out.</summary>
    public override string ToString() => $"ServerCertificate {{ {Arn} }}";
}
