using System.Globalization;
using System.Text;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>Reads JSON. The compiler does not bring System.Text.Json to generators, and bundling it costs more than these lines.</summary>
internal sealed class JsonText
{
    private const int DepthMax = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonText(string text) => _text = text;

    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static JsonNode Parse(string text)
    {
        var reader = new JsonText(text);
        var value = reader.Value();
        reader.Space();
        return reader._at == text.Length ? value : throw reader.Fault("text after the value");
    }

    private JsonNode Value()
    {
        Space();
        if (_at == _text.Length)
        {
            throw Fault("unexpected end");
        }

        switch (_text[_at])
        {
            case '{': return Nested(Object);
            case '[': return Nested(Array);
            case '"': return new((object)String());
            case 't': return Word("true", true);
            case 'f': return Word("false", false);
            case 'n': return Word("null", null);
            default: return Number();
        }
    }

    private JsonNode Nested(Func<JsonNode> read)
    {
        if (++_depth > DepthMax)
        {
            throw Fault("nested too deeply");
        }

        _at++;
        var value = read();
        _depth--;
        return value;
    }

    private JsonNode Object()
    {
        var members = new List<KeyValuePair<string, JsonNode>>();
        while (!TryEnd('}', members.Count))
        {
            Space();
            var name = String();
            Space();
            Take(':');
            members.Add(new(name, Value()));
        }

        return new(members);
    }

    private JsonNode Array()
    {
        var items = new List<JsonNode>();
        while (!TryEnd(']', items.Count))
        {
            items.Add(Value());
        }

        return new(items);
    }

    private bool TryEnd(char end, int count)
    {
        Space();
        if (_at < _text.Length && _text[_at] == end)
        {
            _at++;
            return true;
        }

        if (count > 0)
        {
            Take(',');
        }

        return false;
    }

    private string String()
    {
        Take('"');
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
        {
            var c = _text[_at++];
            text.Append(c == '\\' ? Escape() : c);
        }

        Take('"');
        return text.ToString();
    }

    private char Escape()
    {
        var c = _at < _text.Length ? _text[_at++] : '\0';
        switch (c)
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '"' or '\\' or '/': return c;
            case 'u' when _at + 4 <= _text.Length
                && int.TryParse(_text.Substring(_at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default: throw Fault("unknown escape");
        }
    }

    private JsonNode Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsDigit(_text[_at]) || "+-.eE".IndexOf(_text[_at]) >= 0))
        {
            _at++;
        }

        var text = _text.Substring(start, _at - start);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? new(new JsonNumber(text))
            : throw Fault("not a value");
    }

    private JsonNode Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Fault("not a value");
        }

        _at += word.Length;
        return new(value);
    }

    private void Take(char expected)
    {
        if (_at == _text.Length || _text[_at] != expected)
        {
            throw Fault($"'{expected}' expected");
        }

        _at++;
    }

    private void Space()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\n' or '\r' or '\t'))
        {
            _at++;
        }
    }

    private FormatException Fault(string what)
        => new($"line {_text.Take(_at).Count(static c => c == '\n') + 1}: {what}");
}
