using System.Text;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>Finds members by the bytes of their names.</summary>
internal static class MemberNames
{
    /// <summary>Compares a name of the wire with one of the model, which are ASCII.</summary>
    public static bool Same(ReadOnlySpan<byte> wire, string name)
        => wire.Length == name.Length && Ascii.Equals(wire, name);

    /// <summary>Finds a member by its wire name; the search begins behind the one that was found last.</summary>
    public static Member? Find(ReadOnlySpan<Member> members, ReadOnlySpan<byte> wire, bool bodyOnly, ref int hint)
    {
        for (var n = 0; n < members.Length; n++)
        {
            var i = hint + n;
            if (i >= members.Length)
            {
                i -= members.Length;
            }

            var member = members[i];
            if (Same(wire, member.WireName) && (!bodyOnly || member.Location is MemberLocation.Body))
            {
                hint = i + 1 == members.Length ? 0 : i + 1;
                return member;
            }
        }

        return null;
    }
}
