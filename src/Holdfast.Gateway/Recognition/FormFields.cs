using System.Text;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.Recognition;

/// <summary>Finds the two fields of a form that tell its service; they are never encoded.</summary>
internal static class FormFields
{
    private const int ValueLengthMax = 128;

    /// <summary>Finds a field in the body, or else in the query; null when it is missing or too long to be one of ours.</summary>
    public static string? Find(RequestParts parts, ReadOnlySpan<byte> name)
        => FindIn(parts.Body.Span, name) ?? FindIn(Encoding.UTF8.GetBytes(parts.RawQuery), name);

    private static string? FindIn(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name)
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'&');
            var field = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (field.Length > name.Length && field[name.Length] == (byte)'=' && field.StartsWith(name)
                && field.Length - name.Length - 1 <= ValueLengthMax)
            {
                return Encoding.UTF8.GetString(field[(name.Length + 1)..]);
            }
        }

        return null;
    }
}
