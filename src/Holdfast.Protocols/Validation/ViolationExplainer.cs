using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Validation;

/// <summary>Words every violation of a request in AWS's way; only a request that has some is walked with it.</summary>
internal sealed class ViolationExplainer : ShapeWriter
{
    /// <summary>The most violations that are told; a hostile request could have any number.</summary>
    public const int ViolationsMax = 100;

    private readonly List<string> _violations = [];
    private readonly Stack<Place> _places = [];
    private readonly IReadOnlyList<string> _hidden;

    public ViolationExplainer(IReadOnlyList<string> missingPaths, IReadOnlyList<string> hidden)
    {
        _hidden = hidden;
        foreach (var path in missingPaths)
        {
            Add($"Value null at '{path}' failed to satisfy constraint: Member must not be null");
        }
    }

    /// <summary>What to answer.</summary>
    public string Message
        => $"{_violations.Count} validation error{(_violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", _violations)}";

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        Open(at, 0);
        value.WriteMembers(this);
        Close();
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count) => Open(at, count);

    /// <inheritdoc/>
    public override void EndList(Member at) => Close();

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count) => Open(at, count);

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
        var place = _places.Peek();
        place.Key = key;
        place.HasBadKey |= !Constraints.IsKept(map.Target.Key.Target, key);
    }

    /// <inheritdoc/>
    public override void EndMap(Member at) => Close();

    /// <inheritdoc/>
    public override void WriteString(Member at, string value) => Check(at, value, Constraints.Broken(at.Target, value));

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value) => WriteLong(at, value);

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
        => Check(at, value.ToString(CultureInfo.InvariantCulture), Constraints.BrokenRange(at.Target, value));

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value)
        => Check(at, value.ToString(CultureInfo.InvariantCulture), Constraints.BrokenRange(at.Target, value));

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
        => Check(at, value.ToString(CultureInfo.InvariantCulture), Constraints.BrokenRange(at.Target, value));

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value) => Check(at, value ? "true" : "false", []);

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
        => Check(at, value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), []);

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
        // AWS's services are written in Java, and say so here.
        => Check(
            at,
            string.Create(CultureInfo.InvariantCulture, $"java.nio.HeapByteBuffer[pos=0 lim={value.Length} cap={value.Length}]"),
            Constraints.BrokenLength(at.Target, value.Length));

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value) => Check(at, value.GetRawText(), []);

    /// <inheritdoc/>
    public override void WriteNull(Member at) => Check(at, "null", []);

    private void Check(Member at, string value, IEnumerable<string> broken)
    {
        if (_places.TryPeek(out var place) && place.At.Target.Kind is not ShapeKind.Structure)
        {
            // A scalar in a list or map has no path of its own: the whole is at fault, once, with all that it asks of an element.
            place.HasBadValue |= broken.Any();
            place.Append(IsHidden(at) || place.IsSensitive ? "***" : value);
            return;
        }

        var path = PathTo(at);
        foreach (var constraint in broken)
        {
            Add($"{Quoted(IsHidden(at), value)} at '{path}' failed to satisfy constraint: {constraint}");
        }

        place?.Append($"{Lower(at.Name)}={(IsHidden(at) ? "***" : value)}");
    }

    private void Open(Member at, int count)
    {
        var parent = _places.TryPeek(out var above) ? above : null;
        if (parent?.At.Target.Kind is ShapeKind.List)
        {
            parent.Index++;
        }

        _places.Push(new(at, PathTo(at), count, IsHidden(at) || parent?.IsSensitive is true));
    }

    private void Close()
    {
        var place = _places.Pop();
        var shape = place.At.Target;
        var text = place.Text();
        if (shape.Kind is not ShapeKind.Structure)
        {
            var broken = Constraints.BrokenLength(shape, place.Count).ToList();
            if (place.HasBadKey)
            {
                broken.Add($"Map keys must satisfy constraint: {Constraints.All(shape.Key.Target)}");
            }

            if (place.HasBadValue)
            {
                broken.Add(shape.Kind is ShapeKind.Map
                    ? $"Map value must satisfy constraint: {Constraints.All(shape.Value.Target)}"
                    : $"Member must satisfy constraint: {Constraints.All(shape.Element.Target)}");
            }

            foreach (var constraint in broken)
            {
                Add($"{Quoted(place.IsSensitive, text)} at '{place.Path}' failed to satisfy constraint: {constraint}");
            }
        }

        if (_places.TryPeek(out var parent))
        {
            parent.Append(parent.At.Target.Kind is ShapeKind.Structure ? $"{Lower(place.At.Name)}={text}" : text);
        }
    }

    private void Add(string violation)
    {
        if (_violations.Count < ViolationsMax)
        {
            _violations.Add(violation);
        }
    }

    private string PathTo(Member at)
    {
        if (!_places.TryPeek(out var parent))
        {
            return Lower(at.Name);
        }

        return parent.At.Target.Kind switch
        {
            ShapeKind.List => string.Create(CultureInfo.InvariantCulture, $"{parent.Path}.{parent.Index}.member"),
            ShapeKind.Map => $"{parent.Path}.{parent.Key}.member",
            _ => $"{parent.Path}.{Lower(at.Name)}",
        };
    }

    // What the record of the call leaves out must not come into it with the message.
    private bool IsHidden(Member at) => at.IsSensitive || _hidden.Contains("request." + at.Name);

    private static string Quoted(bool isSensitive, string value) => isSensitive ? "Value" : $"Value '{value}'";

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private sealed class Place(Member at, string path, int count, bool isSensitive)
    {
        private readonly StringBuilder _text = new();
        private bool _hasParts;

        public Member At { get; } = at;

        public string Path { get; } = path;

        public int Count { get; } = count;

        public bool IsSensitive { get; } = isSensitive;

        public int Index { get; set; }

        public string? Key { get; set; }

        public bool HasBadKey { get; set; }

        public bool HasBadValue { get; set; }

        public void Append(string part)
        {
            _text.Append(_hasParts ? ", " : "");
            _hasParts = true;
            if (At.Target.Kind is ShapeKind.Map)
            {
                _text.Append(Key).Append('=');
            }

            _text.Append(part);
        }

        public string Text() => At.Target.Kind switch
        {
            ShapeKind.List => $"[{_text}]",
            ShapeKind.Map => $"{{{_text}}}",
            _ => $"{At.Target.Name}({_text})",
        };
    }
}
