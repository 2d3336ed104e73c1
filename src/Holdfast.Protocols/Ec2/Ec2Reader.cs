using Holdfast.Protocols.Forms;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Ec2;

/// <summary>Reads requests of the EC2 query protocol: its lists are always flat, its names begin with a capital.</summary>
/// <remarks>See https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html.</remarks>
internal sealed class Ec2Reader : FormReader
{
    [ThreadStatic]
    private static Ec2Reader? t_idle;

    private Ec2Reader()
    {
    }

    /// <summary>Opens a request.</summary>
    public static Ec2Reader Open(RequestParts request)
    {
        var reader = t_idle ?? new();
        t_idle = null;
        reader.OpenOrRelease(request);
        return reader;
    }

    /// <inheritdoc/>
    private protected override bool IsNamed(Member member, ReadOnlySpan<byte> name)
    {
        if (member.QueryName is { } queryName)
        {
            return MemberNames.Same(name, queryName);
        }

        // A locationName begins with a small letter, which requests write large.
        var wireName = member.WireName;
        return name.Length == wireName.Length
            && name.Length > 0
            && (name[0] == char.ToUpperInvariant(wireName[0]) || (!member.HasWireName && name[0] == wireName[0]))
            && System.Text.Ascii.Equals(name[1..], wireName.AsSpan(1));
    }

    /// <inheritdoc/>
    private protected override int ListNode(FormTree tree, Member at, int node) => node;

    /// <inheritdoc/>
    private protected override void Release()
    {
        base.Release();
        t_idle = this;
    }
}
