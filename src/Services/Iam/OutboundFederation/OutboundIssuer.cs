using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>The issuer of web identity tokens that an account is. It keeps its URL for ever: others have written it down.</summary>
internal sealed record OutboundIssuer : IRecord<OutboundIssuer>
{
    private const string Scheme = "https://";
    private const string HostSuffix = ".tokens.sts.global.api.aws";

    /// <summary>Finds an issuer by the id that its host begins with.</summary>
    public static RecordIndex<OutboundIssuer> ById { get; } = new("id", issuer => issuer.Id);

    /// <inheritdoc/>
    public static RecordType<OutboundIssuer> Type { get; } = new("iam/outbound-issuers", IamJson.Default.OutboundIssuer, ById);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it issues tokens; those that it issued stay good either way.</summary>
    public required bool IsEnabled { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Account.Value;

    /// <summary>The URL.</summary>
    [JsonIgnore]
    public string Url => Scheme + Id + HostSuffix;

    /// <summary>Takes the id out of a URL or host; gives back what is neither.</summary>
    public static string IdOf(string issuer)
    {
        var name = issuer.StartsWith(Scheme, StringComparison.Ordinal) ? issuer[Scheme.Length..] : issuer;
        return name.EndsWith(HostSuffix, StringComparison.Ordinal) ? name[..^HostSuffix.Length] : issuer;
    }
}
