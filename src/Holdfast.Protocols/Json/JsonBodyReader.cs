using System.Text.Json;
using System.Text.Unicode;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Json;

/// <summary>Reads members out of a JSON body, token by token, without a tree.</summary>
/// <remarks>
/// <see cref="Utf8JsonReader"/> cannot be a field; its state can, so each step goes on with a fresh reader where the last one stopped.
/// </remarks>
internal abstract class JsonBodyReader : RequestReader
{
    private ReadOnlyMemory<byte> _body;
    private JsonReaderState _state;
    private int _position;
    private bool _bodyOnly;

    /// <inheritdoc/>
    public sealed override void BeginStructure(Member at)
    {
        Expect(JsonTokenType.StartObject, "Structure");
        Push(at);
    }

    /// <inheritdoc/>
    public sealed override void BeginList(Member at)
    {
        Expect(JsonTokenType.StartArray, "List");
        Push(at);
    }

    /// <inheritdoc/>
    public sealed override void BeginMap(Member at)
    {
        Expect(JsonTokenType.StartObject, "Map");
        Push(at);
    }

    /// <inheritdoc/>
    public sealed override bool TryReadNull()
    {
        if (Peek() != (byte)'n')
        {
            return false;
        }

        Step();
        return true;
    }

    /// <inheritdoc/>
    public sealed override int ReadInteger(Member at)
        => ReadNumber("an Integer") is >= int.MinValue and <= int.MaxValue and var value
            ? (int)value
            : throw Malformed("NUMBER_VALUE can not be converted to an Integer");

    /// <inheritdoc/>
    public sealed override long ReadLong(Member at) => ReadNumber("a Long");

    /// <inheritdoc/>
    public sealed override float ReadFloat(Member at)
    {
        var value = (float)ReadReal("a Float", out var isNamed);
        return isNamed || float.IsFinite(value) ? value : throw Malformed("NUMBER_VALUE can not be converted to a Float");
    }

    /// <inheritdoc/>
    public sealed override double ReadDouble(Member at) => ReadReal("a Double", out _);

    /// <inheritdoc/>
    public sealed override bool ReadBoolean(Member at)
    {
        var reader = Step();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw CanNot(reader.TokenType, "a Boolean"),
        };
    }

    /// <inheritdoc/>
    public sealed override DateTimeOffset ReadTimestamp(Member at)
    {
        var reader = Step();
        var format = Timestamps.FormatAt(at, TimestampFormat.UnixTimestamp);
        DateTimeOffset value;
        if (reader.TokenType is JsonTokenType.Number)
        {
            if (reader.ValueSpan.Length <= Bounds.NumberBytesMax
                && (reader.TryGetDecimal(out var seconds)
                    ? Timestamps.TryFromSeconds(seconds, out value)
                    : Timestamps.TryFromSeconds(reader.TryGetDouble(out var real) ? real : double.NaN, out value)))
            {
                return value;
            }
        }
        else if (reader.TokenType is JsonTokenType.String && format is not TimestampFormat.UnixTimestamp
            && Timestamps.TryParse(GetString(ref reader), format, out value))
        {
            return value;
        }

        throw CanNot(reader.TokenType, "milliseconds since epoch");
    }

    /// <inheritdoc/>
    public sealed override ReadOnlyMemory<byte> ReadBlob(Member at)
    {
        var reader = Step();
        if (reader.TokenType is not JsonTokenType.String)
        {
            throw CanNot(reader.TokenType, "Blob");
        }

        if (!reader.ValueIsEscaped)
        {
            return Base64Values.TryDecode(reader.ValueSpan, out var bytes) ? bytes : throw Malformed("Invalid Base64 text.");
        }

        return Base64Values.TryDecode(System.Text.Encoding.UTF8.GetBytes(GetString(ref reader)), out var unescaped)
            ? unescaped
            : throw Malformed("Invalid Base64 text.");
    }

    /// <inheritdoc/>
    public sealed override Stream ReadStream(Member at) => throw Malformed("A JSON body carries no stream.");

    /// <inheritdoc/>
    public sealed override JsonElement ReadDocument(Member at)
    {
        try
        {
            var reader = new Utf8JsonReader(_body.Span[_position..], isFinalBlock: true, _state);
            reader.Read();
            var element = JsonElement.ParseValue(ref reader);
            Keep(ref reader);
            return element;
        }
        catch (JsonException)
        {
            throw Malformed("The request body is not valid JSON.");
        }
    }

    /// <summary>Takes a body; an empty one stands for an empty object.</summary>
    private protected void OpenBody(ReadOnlyMemory<byte> body, bool bodyOnly)
    {
        _body = body.Span.ContainsAnyExcept(" \t\r\n"u8) ? body : "{}"u8.ToArray();
        _state = new(new() { MaxDepth = Bounds.DepthMax });
        _position = 0;
        _bodyOnly = bodyOnly;
        if (!Utf8.IsValid(body.Span))
        {
            Dispose();
            throw Malformed("The request body is not valid UTF-8.");
        }
    }

    /// <inheritdoc/>
    private protected override MalformedRequestException Malformed(string message) => new("SerializationException", message);

    /// <inheritdoc/>
    private protected sealed override Member? NextMemberCore()
    {
        ref var top = ref Top;
        while (true)
        {
            var reader = Step();
            if (reader.TokenType is JsonTokenType.EndObject)
            {
                EndRoot();
                return null;
            }

            var member = Find(ref reader, ref top);
            if (member is null)
            {
                Skip();
            }
            else if (!TryReadNull())
            {
                return member;
            }
        }
    }

    /// <inheritdoc/>
    private protected sealed override bool NextElementCore()
    {
        if (Peek() != (byte)']')
        {
            return true;
        }

        Step();
        EndRoot();
        return false;
    }

    /// <inheritdoc/>
    private protected sealed override bool NextEntryCore(out string key)
    {
        var reader = Step();
        if (reader.TokenType is JsonTokenType.EndObject)
        {
            key = "";
            EndRoot();
            return false;
        }

        key = GetString(ref reader);
        return true;
    }

    /// <inheritdoc/>
    private protected sealed override string ReadStringCore(Member at)
    {
        var reader = Step();
        return reader.TokenType is JsonTokenType.String ? GetString(ref reader) : throw CanNot(reader.TokenType, "a String");
    }

    /// <inheritdoc/>
    private protected override void Release() => _body = default;

    private Member? Find(ref Utf8JsonReader reader, ref Frame top)
    {
        // A name with escapes is unescaped first: only that says whether it is text at all.
        var name = reader.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(GetString(ref reader)) : reader.ValueSpan;
        return MemberNames.Find(top.At.Target.Members, name, _bodyOnly && Depth == 1, ref top.Hint);
    }

    // Nothing but white space may follow the value that the body is.
    private void EndRoot()
    {
        if (Depth == 1 && _body.Span[_position..].ContainsAnyExcept(" \t\r\n"u8))
        {
            throw Malformed("The request body has data after its end.");
        }
    }

    private long ReadNumber(string kind)
    {
        var reader = Step();
        if (reader.TokenType is not JsonTokenType.Number)
        {
            throw CanNot(reader.TokenType, kind);
        }

        if (reader.TryGetInt64(out var value))
        {
            return value;
        }

        // 1.0 and 1e3 are whole numbers, too.
        return reader.ValueSpan.Length <= Bounds.NumberBytesMax
            && reader.TryGetDecimal(out var real) && real is >= long.MinValue and <= long.MaxValue && decimal.IsInteger(real)
                ? (long)real
                : throw CanNot(reader.TokenType, kind);
    }

    private double ReadReal(string kind, out bool isNamed)
    {
        var reader = Step();
        isNamed = reader.TokenType is JsonTokenType.String;
        if (reader.TokenType is JsonTokenType.Number
            && reader.ValueSpan.Length <= Bounds.NumberBytesMax && reader.TryGetDouble(out var value) && double.IsFinite(value))
        {
            return value;
        }

        return isNamed && TextValues.TryParse(reader.ValueSpan, out value) && !double.IsFinite(value)
            ? value
            : throw CanNot(reader.TokenType, kind);
    }

    private void Expect(JsonTokenType token, string kind)
    {
        var found = Step().TokenType;
        if (found != token)
        {
            throw found switch
            {
                JsonTokenType.StartObject => Malformed("Start of structure or map found where not expected."),
                JsonTokenType.StartArray => Malformed("Start of list found where not expected"),
                _ => CanNot(found, $"a {kind}"),
            };
        }
    }

    /// <summary>Reads one token; the reader it gives stands on it.</summary>
    private Utf8JsonReader Step()
    {
        try
        {
            var reader = new Utf8JsonReader(_body.Span[_position..], isFinalBlock: true, _state);
            if (!reader.Read())
            {
                throw Malformed("Unexpected end of input.");
            }

            Keep(ref reader);
            return reader;
        }
        catch (JsonException)
        {
            throw Malformed("The request body is not valid JSON.");
        }
    }

    private void Skip()
    {
        try
        {
            var reader = new Utf8JsonReader(_body.Span[_position..], isFinalBlock: true, _state);
            reader.Read();
            reader.Skip();
            Keep(ref reader);
        }
        catch (JsonException)
        {
            throw Malformed("The request body is not valid JSON.");
        }
    }

    private void Keep(ref Utf8JsonReader reader)
    {
        _position += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>Gives the first byte of the next value or end without reading it.</summary>
    private byte Peek()
    {
        var rest = _body.Span[_position..];
        var at = rest.IndexOfAnyExcept(" \t\r\n,"u8);
        return at < 0 ? (byte)0 : rest[at];
    }

    private string GetString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape may name half of a surrogate pair, which is no text.
            throw Malformed("The request body is not valid UTF-8.");
        }
    }

    private MalformedRequestException CanNot(JsonTokenType found, string kind) => found switch
    {
        JsonTokenType.StartObject => Malformed("Start of structure or map found where not expected."),
        JsonTokenType.StartArray => Malformed("Start of list found where not expected"),
        _ => Malformed($"{NameOf(found)} can not be converted to {kind}"),
    };

    private static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "STRING_VALUE",
        JsonTokenType.Number => "NUMBER_VALUE",
        JsonTokenType.True => "TRUE_VALUE",
        JsonTokenType.False => "FALSE_VALUE",
        JsonTokenType.Null => "NULL_VALUE",
        _ => "UNEXPECTED_VALUE",
    };
}
