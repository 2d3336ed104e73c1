namespace Holdfast.Protocols.Shapes;

/// <summary>One place where a value stands: a member of a structure, an element of a list, a key or value of a map.</summary>
public sealed class Member(string name, int ordinal, Shape target)
{
    private byte[]? _recordName;

    /// <summary>The name in the model.</summary>
    public string Name { get; } = name;

    /// <summary>The position among its siblings.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>The shape of the value.</summary>
    public Shape Target { get; } = target;

    /// <summary>The name on the wire (<c>locationName</c>): of the element, header, parameter or label; the model's name when none is given.</summary>
    public string WireName { get; init; } = name;

    /// <summary>Whether the model gives a <c>locationName</c>.</summary>
    public bool HasWireName { get; init; }

    /// <summary>The name in EC2 query requests (<c>queryName</c>), if given.</summary>
    public string? QueryName { get; init; }

    /// <summary>Where a REST protocol carries the member.</summary>
    public MemberLocation Location { get; init; }

    /// <summary>Whether a request without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the list or map has no element of its own around its entries, by the member's or the target's trait.</summary>
    public bool IsFlattened { get; init; }

    /// <summary>Whether XML carries the value in an attribute.</summary>
    public bool IsXmlAttribute { get; init; }

    /// <summary>Whether the value must not be logged or recorded, by the member's or the target's trait.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether a missing value is filled with a fresh token.</summary>
    public bool IsIdempotencyToken { get; init; }

    /// <summary>Whether the value takes a place in the host name.</summary>
    public bool IsHostLabel { get; init; }

    /// <summary>The timestamp format that the member or its target prescribes.</summary>
    public TimestampFormat TimestampFormat { get; init; }

    /// <summary>The XML namespace that the member prescribes.</summary>
    public string? XmlNamespace { get; init; }

    /// <summary>The prefix of the XML namespace that the member prescribes.</summary>
    public string? XmlPrefix { get; init; }

    /// <summary>The name in records, which begins in lower case (<c>userName</c>), as UTF-8.</summary>
    internal ReadOnlySpan<byte> RecordName => _recordName ??= ToRecordName(Name);

    /// <summary>The name in EC2's records, which is that of its wire.</summary>
    internal ReadOnlySpan<byte> RecordNameOnWire => _recordName ??= ToRecordName(WireName);

    /// <summary>The name in S3's records: that of its wire, but for the bucket and the key.</summary>
    internal ReadOnlySpan<byte> RecordNameInS3 => _recordName ??= System.Text.Encoding.UTF8.GetBytes(
        this is { Location: MemberLocation.Uri, Name: "Bucket" } ? "bucketName"
        : this is { Location: MemberLocation.Uri, Name: "Key" } ? "key"
        : this is { Location: MemberLocation.Payload, Name: "Policy" } ? "bucketPolicy"
        : WireName);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static byte[] ToRecordName(string name)
        => System.Text.Encoding.UTF8.GetBytes(name is "Return" or "return"
            ? "_return" // CloudTrail keeps clear of what is a word of its own language.
            : char.ToLowerInvariant(name[0]) + name[1..]);
}
