using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Holdfast.Protocols.Shapes;

/// <summary>Writes a modeled value as text for people and logs, what the model marks sensitive left out.</summary>
public sealed class ShapeText : ShapeWriter
{
    /// <summary>The most characters that <see cref="Of"/> gives; a longer text ends with an ellipsis.</summary>
    public const int LengthMax = 4096;

    private const string Redacted = "(redacted)";

    private readonly StringBuilder _text = new();
    private readonly bool _redacts;
    private readonly Stack<Place> _places = new();
    private bool _isFirst = true;
    private int _hidden;

    private ShapeText(bool redacts) => _redacts = redacts;

    /// <summary>Gives the text of a value.</summary>
    public static string Of(IShape value)
    {
        var text = Write(value, redacts: true);
        return text.Length <= LengthMax ? text : string.Concat(text.AsSpan(0, LengthMax), "…");
    }

    /// <summary>Says whether two values have the same members, streams by identity and everything else by content.</summary>
    public static bool AreEqual(IShape one, IShape other)
        => ReferenceEquals(one, other)
            || (one.GetType() == other.GetType() && Write(one, redacts: false) == Write(other, redacts: false));

    /// <summary>Gives a hash that is equal for equal values.</summary>
    public static int HashOf(IShape value) => Write(value, redacts: false).GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        if (TryBegin(at))
        {
            WriteBraced(value);
        }
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count) => Open(at, '[');

    /// <inheritdoc/>
    public override void EndList(Member at) => Shut(']');

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count) => Open(at, '{');

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
        if (_hidden == 0)
        {
            Separate();
            Quote(key);
            _text.Append(" = ");
        }
    }

    /// <inheritdoc/>
    public override void EndMap(Member at) => Shut('}');

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        if (TryBegin(at))
        {
            Quote(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value) => WriteText(at, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value) => WriteText(at, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value) => WriteText(at, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value) => WriteText(at, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value) => WriteText(at, value ? "true" : "false");

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
        => WriteText(at, value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value) => WriteText(at, Convert.ToBase64String(value.Span));

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
        => WriteText(at, $"stream {System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value)}");

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value) => WriteText(at, value.GetRawText());

    /// <inheritdoc/>
    public override void WriteNull(Member at) => WriteText(at, "null");

    private static string Write(IShape value, bool redacts)
    {
        var writer = new ShapeText(redacts);
        writer._text.Append(value.Shape.Name).Append(' ');
        if (redacts && value.Shape.IsSensitive)
        {
            return writer._text.Append(Redacted).ToString();
        }

        writer.WriteBraced(value);
        return writer._text.ToString();
    }

    private void WriteBraced(IShape value)
    {
        Enter(Place.Structure, '{');
        value.WriteMembers(this);
        Leave('}');
    }

    private void WriteText(Member at, string text)
    {
        if (TryBegin(at))
        {
            _text.Append(text);
        }
    }

    /// <summary>Opens a list or map; one that is sensitive is passed over until it ends.</summary>
    private void Open(Member at, char bracket)
    {
        if (_hidden > 0 || !TryBegin(at))
        {
            _hidden++;
            return;
        }

        Enter(bracket == '[' ? Place.List : Place.Map, bracket);
    }

    private void Shut(char bracket)
    {
        if (_hidden > 0)
        {
            _hidden--;
            return;
        }

        Leave(bracket);
    }

    /// <summary>Begins a value: its name in a structure, a comma where one is due. Says no when the value must not be shown.</summary>
    private bool TryBegin(Member at)
    {
        if (_hidden > 0)
        {
            return false;
        }

        // In a map the key has been written, with all that goes before it.
        if (_places.Peek() != Place.Map)
        {
            Separate();
        }

        if (_places.Peek() == Place.Structure)
        {
            _text.Append(at.Name).Append(" = ");
        }

        if (_redacts && (at.IsSensitive || at.Target.IsSensitive))
        {
            _text.Append(Redacted);
            return false;
        }

        return true;
    }

    private void Separate()
    {
        _text.Append(_isFirst ? "" : ", ");
        _isFirst = false;
    }

    private void Enter(Place place, char bracket)
    {
        _places.Push(place);
        _text.Append(bracket).Append(place == Place.List ? "" : " ");
        _isFirst = true;
    }

    private void Leave(char bracket)
    {
        _text.Append(_places.Pop() == Place.List || _isFirst ? "" : " ").Append(bracket);
        _isFirst = false;
    }

    private void Quote(string value)
        => _text.Append('"')
            .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))
            .Append('"');

    private enum Place : byte
    {
        Structure,
        List,
        Map,
    }
}
