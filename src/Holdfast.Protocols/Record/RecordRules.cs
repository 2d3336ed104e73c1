using System.Collections.Frozen;
using Holdfast.Protocols.Models;

namespace Holdfast.Protocols.Record;

/// <summary>How the record of a service's calls is written: the form of instants, and what becomes of what must not be seen.</summary>
public sealed class RecordRules
{
    /// <summary>What AWS writes in place of some services' sensitive values.</summary>
    public const string HiddenForSecurity = "HIDDEN_DUE_TO_SECURITY_REASONS";

    /// <summary>What Organizations writes in place of names and addresses.</summary>
    public const string Stars = "****";

    private static readonly FrozenDictionary<string, string> s_masks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["account"] = HiddenForSecurity,
        ["organizations"] = Stars,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How instants are written.</summary>
    public required RecordTimestamps Timestamps { get; init; }

    /// <summary>How instants in words are worded, as a .NET format.</summary>
    public required string DateFormat { get; init; }

    /// <summary>What stands in place of a sensitive value; the value is left out when null, as most services do.</summary>
    public string? Mask { get; init; }

    /// <summary>Whether lists stand in an object under <c>items</c> and names are those of the wire, as EC2 writes them.</summary>
    public bool IsEc2 { get; init; }

    /// <summary>Whether names are those of S3's wire: of its headers, parameters and elements.</summary>
    public bool IsS3 { get; init; }

    /// <summary>The names of members that are left out wherever they stand, such as <c>SecretAccessKey</c>.</summary>
    public IReadOnlySet<string> Omissions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Gives the rules of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="omissions">The names of members that are left out.</param>
    public static RecordRules Of(ServiceModel service, IEnumerable<string> omissions) => new()
    {
        Timestamps = service.Protocols[0] switch
        {
            WireProtocol.Ec2 => RecordTimestamps.Milliseconds,
            WireProtocol.RestJson or WireProtocol.RestXml => RecordTimestamps.Iso8601,
            _ => RecordTimestamps.Words,
        },
        DateFormat = service.RecordDateFormat,
        Mask = s_masks.GetValueOrDefault(service.Name),
        IsEc2 = service.Protocols[0] is WireProtocol.Ec2,
        IsS3 = service.Name == "s3",
        Omissions = omissions.ToFrozenSet(StringComparer.Ordinal),
    };
}
