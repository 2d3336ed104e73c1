namespace Holdfast.Policy.Documents;

/// <summary>JSON as a tree that keeps positions and repeated names, which the framework's readers drop.</summary>
internal sealed class JsonValue(JsonShape shape, string text)
{
    public JsonShape Shape { get; } = shape;

    /// <summary>The text of a string, and the raw text of a number or boolean.</summary>
    public string Text { get; } = text;

    public List<JsonMember> Members { get; } = shape == JsonShape.Object ? [] : NoMembers;

    public List<JsonValue> Items { get; } = shape == JsonShape.Array ? [] : NoItems;

    public TextSpan Span { get; set; }

    public bool IsText => Shape == JsonShape.Text;

    // Never added to: the tree builder adds to objects and arrays only.
    private static List<JsonMember> NoMembers { get; } = [];

    private static List<JsonValue> NoItems { get; } = [];
}

internal readonly record struct JsonMember(string Name, TextSpan NameSpan, JsonValue Value);

internal enum JsonShape
{
    Object,
    Array,
    Text,
    Number,
    Boolean,
    Null,
}
