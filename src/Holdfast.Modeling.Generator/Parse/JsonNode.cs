using System.Globalization;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>A JSON value; objects keep the order of their members.</summary>
internal sealed class JsonNode
{
    private readonly Dictionary<string, JsonNode>? _index;

    public JsonNode(object? scalar) => Scalar = scalar;

    public JsonNode(List<JsonNode> items) => Items = items;

    public JsonNode(List<KeyValuePair<string, JsonNode>> members)
    {
        Members = members;
        _index = new(StringComparer.Ordinal);
        foreach (var member in members)
        {
            _index[member.Key] = member.Value;
        }
    }

    /// <summary>A string, a number as its text in <see cref="JsonNumber"/>, a boolean or null.</summary>
    public object? Scalar { get; }

    public List<JsonNode>? Items { get; }

    public List<KeyValuePair<string, JsonNode>>? Members { get; }

    public JsonNode? this[string name] => _index is not null && _index.TryGetValue(name, out var value) ? value : null;

    public string? String(string name) => this[name]?.Scalar as string;

    public bool Bool(string name) => this[name]?.Scalar is true;

    public string? Number(string name) => (this[name]?.Scalar as JsonNumber)?.Text;

    public int? Int(string name)
        => int.TryParse(Number(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    public IEnumerable<string> Strings(string name)
        => this[name]?.Items?.Select(static item => item.Scalar as string ?? "") ?? [];

    public IEnumerable<KeyValuePair<string, JsonNode>> MembersOf(string name) => this[name]?.Members ?? [];

    private bool IsNull => Scalar is null && Items is null && Members is null;

    /// <summary>Merges an overlay in: objects member by member, arrays appended, null takes away, anything else replaces.</summary>
    public static JsonNode Merge(JsonNode below, JsonNode above)
    {
        if (below.Items is not null && above.Items is not null)
        {
            return new(below.Items.Concat(above.Items).ToList());
        }

        if (below.Members is null || above.Members is null)
        {
            return above;
        }

        var merged = below.Members
            .Where(member => above[member.Key] is not { IsNull: true })
            .Select(member => above[member.Key] is { } other ? new(member.Key, Merge(member.Value, other)) : member)
            .ToList();
        merged.AddRange(above.Members.Where(member => below[member.Key] is null));
        return new(merged);
    }
}

/// <summary>A number as it was written, so that no digit is lost.</summary>
internal sealed record JsonNumber(string Text);
