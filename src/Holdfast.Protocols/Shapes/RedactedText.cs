using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Holdfast.Protocols.Shapes;

/// <summary>Makes the text of a shape for logs and debuggers, without what the model marks sensitive.</summary>
public static class RedactedText
{
    /// <summary>The most characters of the text; what would follow is left out.</summary>
    public const int CharactersMax = 4_096;

    private const string Hidden = "***";

    /// <summary>Gives the text, such as <c>AccessKey { UserName = alice, SecretAccessKey = *** }</c>.</summary>
    public static string Of(IShape shape)
    {
        var writer = new Writer();
        writer.Append(shape);
        return writer.Text;
    }

    private sealed class Writer : ShapeWriter
    {
        private readonly StringBuilder _text = new();
        private readonly Stack<bool> _outer = [];
        private bool _isFirst = true;
        private bool _isNamed = true;
        private bool _isBehindKey;
        private int _hidden;

        public string Text => _text.Length > CharactersMax ? $"{_text.ToString(0, CharactersMax)}…" : _text.ToString();

        public void Append(IShape shape)
        {
            var wasNamed = _isNamed;
            _text.Append(shape.Shape.Name).Append(" { ");
            (_isFirst, _isNamed) = (true, true);
            shape.WriteMembers(this);
            _text.Append(_isFirst ? "}" : " }");
            (_isFirst, _isNamed) = (false, wasNamed);
        }

        public override void WriteStructure(Member at, IShape value)
        {
            if (Begin(at))
            {
                Append(value);
            }
        }

        public override void BeginList(Member at, int count) => Open(at, '[');

        public override void EndList(Member at) => Close(']');

        public override void BeginMap(Member at, int count) => Open(at, '{');

        public override void WriteKey(Member map, string key)
        {
            if (_hidden > 0)
            {
                return;
            }

            Separate();
            _text.Append(map.Target.Key.IsSensitive ? Hidden : key).Append(" = ");
            _isBehindKey = true;
        }

        public override void EndMap(Member at) => Close('}');

        public override void WriteString(Member at, string value) => Add(at, value);

        public override void WriteInteger(Member at, int value) => Add(at, value.ToString(CultureInfo.InvariantCulture));

        public override void WriteLong(Member at, long value) => Add(at, value.ToString(CultureInfo.InvariantCulture));

        public override void WriteFloat(Member at, float value) => Add(at, value.ToString(CultureInfo.InvariantCulture));

        public override void WriteDouble(Member at, double value) => Add(at, value.ToString(CultureInfo.InvariantCulture));

        public override void WriteBoolean(Member at, bool value) => Add(at, value ? "true" : "false");

        public override void WriteTimestamp(Member at, DateTimeOffset value)
            => Add(at, value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

        public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
            => Add(at, string.Create(CultureInfo.InvariantCulture, $"{value.Length} bytes"));

        public override void WriteStream(Member at, Stream value) => Add(at, "stream");

        public override void WriteDocument(Member at, JsonElement value) => Add(at, value.GetRawText());

        public override void WriteNull(Member at) => Add(at, "null");

        private void Add(Member at, string value)
        {
            if (Begin(at))
            {
                _text.Append(value);
            }
        }

        // Says whether the value is to be written; a hidden one is written off here.
        private bool Begin(Member at)
        {
            if (_hidden > 0 || _text.Length > CharactersMax)
            {
                return false;
            }

            if (_isBehindKey)
            {
                _isBehindKey = false;
            }
            else
            {
                Separate();
                if (_isNamed)
                {
                    _text.Append(at.Name).Append(" = ");
                }
            }

            if (at.IsSensitive)
            {
                _text.Append(Hidden);
            }

            return !at.IsSensitive;
        }

        private void Separate()
        {
            _text.Append(_isFirst ? "" : ", ");
            _isFirst = false;
        }

        private void Open(Member at, char bracket)
        {
            if (!Begin(at))
            {
                _hidden++;
                return;
            }

            _text.Append(bracket);
            _outer.Push(_isNamed);
            (_isFirst, _isNamed) = (true, false);
        }

        private void Close(char bracket)
        {
            if (_hidden > 0)
            {
                _hidden--;
                return;
            }

            _text.Append(bracket);
            (_isFirst, _isNamed) = (false, _outer.Pop());
        }
    }
}
