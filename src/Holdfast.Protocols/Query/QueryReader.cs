using Holdfast.Protocols.Forms;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Query;

/// <summary>Reads requests of the AWS query protocol.</summary>
/// <remarks>See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html.</remarks>
internal sealed class QueryReader : FormReader
{
    [ThreadStatic]
    private static QueryReader? t_idle;

    private QueryReader()
    {
    }

    /// <summary>Opens a request.</summary>
    public static QueryReader Open(RequestParts request)
    {
        var reader = t_idle ?? new();
        t_idle = null;
        reader.OpenOrRelease(request);
        return reader;
    }

    /// <inheritdoc/>
    private protected override bool IsNamed(Member member, ReadOnlySpan<byte> name)
        => MemberNames.Same(name, NameOf(member));

    /// <inheritdoc/>
    private protected override int ListNode(FormTree tree, Member at, int node)
    {
        if (at.IsFlattened)
        {
            return node;
        }

        var element = at.Target.Element;
        return tree.FindChild(node, element.HasWireName ? element.WireName : "member");
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        base.Release();
        t_idle = this;
    }

    // A flattened list whose element has a name is known by that name, not by the member's.
    private static string NameOf(Member member)
        => member.IsFlattened && member.Target.Kind is ShapeKind.List && member.Target.Element.HasWireName
            ? member.Target.Element.WireName
            : member.WireName;
}
