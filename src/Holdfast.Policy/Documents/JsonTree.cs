using System.Text.Json;
using System.Text.Unicode;

namespace Holdfast.Policy.Documents;

/// <summary>Reads JSON text into a <see cref="JsonValue"/> tree.</summary>
internal ref struct JsonTree
{
    /// <summary>A policy nests five deep; more is an attack or an accident.</summary>
    public const int DepthLimit = 16;

    /// <summary>Larger than any policy: customers' have quotas far below, and AWS's own largest has about 150 KB. Hostile text costs nothing.</summary>
    public const int ByteLimit = 256 * 1024;

    private readonly ReadOnlySpan<byte> _utf8;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    private JsonTree(ReadOnlySpan<byte> utf8) => _utf8 = utf8;

    public static JsonValue? Read(ReadOnlySpan<byte> utf8, out PolicyDiagnostic? problem)
    {
        problem = null;
        var tree = new JsonTree(utf8);
        if (utf8.Length > ByteLimit)
        {
            problem = tree.Problem($"The document is larger than {ByteLimit} bytes.", 0, PolicyDiagnosticCode.Size);
            return null;
        }

        if (!Utf8.IsValid(utf8))
        {
            problem = tree.Problem("The document is not valid UTF-8.", 0);
            return null;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthLimit });
        try
        {
            reader.Read();
            var root = tree.Value(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException)
        {
            problem = tree.Problem("This is not valid JSON.", (int)reader.BytesConsumed);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            problem = tree.Problem("A text holds half a character.", (int)reader.TokenStartIndex);
        }

        return null;
    }

    private JsonValue Value(ref Utf8JsonReader reader)
    {
        var start = Position((int)reader.TokenStartIndex);
        var value = reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(ref reader),
            JsonTokenType.StartArray => Array(ref reader),
            JsonTokenType.String => new JsonValue(JsonShape.Text, reader.GetString()!),
            JsonTokenType.Number => new JsonValue(JsonShape.Number, Raw(ref reader)),
            JsonTokenType.True or JsonTokenType.False => new JsonValue(JsonShape.Boolean, Raw(ref reader)),
            _ => new JsonValue(JsonShape.Null, "null"),
        };
        value.Span = new(start, Position((int)reader.BytesConsumed));
        return value;
    }

    private JsonValue Object(ref Utf8JsonReader reader)
    {
        var value = new JsonValue(JsonShape.Object, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = Position((int)reader.TokenStartIndex);
            var name = reader.GetString()!;
            var span = new TextSpan(start, Position(NameEnd(ref reader)));
            reader.Read();
            value.Members.Add(new(name, span, Value(ref reader)));
        }

        return value;
    }

    private JsonValue Array(ref Utf8JsonReader reader)
    {
        var value = new JsonValue(JsonShape.Array, "");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            value.Items.Add(Value(ref reader));
        }

        return value;
    }

    // The reader has consumed the colon too; a name ends with its quotation mark.
    private static int NameEnd(ref Utf8JsonReader reader) =>
        (int)reader.TokenStartIndex + reader.ValueSpan.Length + 2;

    private static string Raw(ref Utf8JsonReader reader) => System.Text.Encoding.UTF8.GetString(reader.ValueSpan);

    private PolicyDiagnostic Problem(
        string detail, int offset, PolicyDiagnosticCode code = PolicyDiagnosticCode.Syntax) =>
        new(code, PolicyMessages.Syntax, detail, Position(Math.Min(offset, _utf8.Length)));

    // Offsets only grow while reading, so lines are counted once over the whole document.
    private TextPosition Position(int offset)
    {
        for (; _offset < offset; _offset++)
        {
            var b = _utf8[_offset];
            if (b == '\n')
            {
                (_line, _column) = (_line + 1, 1);
            }
            else if ((b & 0xC0) != 0x80)
            {
                _column++;
            }
        }

        return new(offset, _line, _column);
    }
}
