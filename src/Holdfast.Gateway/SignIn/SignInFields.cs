using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Holdfast.Gateway.SignIn;

/// <summary>The fields of a form or a query, each of which may come once.</summary>
/// <remarks>A field that comes twice is refused and not chosen from: what is in front may read one of them, and the sign-in the other.</remarks>
internal sealed class SignInFields
{
    private const int CountMax = 64;
    private const int NameLengthMax = 64;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the fields of a query and of a body.</summary>
    /// <returns>Why they cannot be read; null when they can.</returns>
    public static string? TryRead(string query, ReadOnlySpan<byte> body, out SignInFields fields)
    {
        fields = new();
        return fields.Add(Encoding.UTF8.GetBytes(query)) ?? fields.Add(body);
    }

    /// <summary>Gives a field; null when it is missing or empty.</summary>
    public string? Find(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Gives the first of several names that a field may have.</summary>
    public string? Find(string name, string other) => Find(name) ?? Find(other);

    /// <summary>Leaves the values out.</summary>
    public override string ToString() => $"SignInFields {{ {string.Join(", ", _values.Keys)} }}";

    private string? Add(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'&');
            var field = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!field.IsEmpty && AddField(field) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? AddField(ReadOnlySpan<byte> field)
    {
        var equals = field.IndexOf((byte)'=');
        if (!TryDecode(equals < 0 ? field : field[..equals], out var name) || !TryDecode(equals < 0 ? default : field[(equals + 1)..], out var value)
            || name.Length > NameLengthMax)
        {
            return "A field is not encoded as a form's fields are.";
        }

        if (_values.Count == CountMax)
        {
            return $"There are more than {CountMax} fields.";
        }

        return _values.TryAdd(name, value) ? null : $"The field {name} is there twice.";
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out string? decoded)
    {
        decoded = null;
        var bytes = new byte[text.Length];
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i] == '+' ? (byte)' ' : text[i];
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
                {
                    return false;
                }

                i += 2;
            }

            bytes[written++] = value;
        }

        if (!Utf8.IsValid(bytes.AsSpan(0, written)))
        {
            return false;
        }

        decoded = Encoding.UTF8.GetString(bytes, 0, written);
        return true;
    }
}
