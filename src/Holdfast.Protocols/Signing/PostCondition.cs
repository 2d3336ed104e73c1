using System.Text.Json;

namespace Holdfast.Protocols.Signing;

/// <summary>One condition of a form's policy.</summary>
internal sealed class PostCondition
{
    private readonly string _text;
    private readonly string? _value;
    private readonly bool _isPrefix;

    private PostCondition(string text, string? field, string? value, bool isPrefix)
    {
        _text = text;
        Field = field;
        _value = value;
        _isPrefix = isPrefix;
    }

    /// <summary>The field it speaks of; null for a range, and for a condition that cannot be read.</summary>
    public string? Field { get; }

    public long? Min { get; private init; }

    public long? Max { get; private init; }

    /// <summary>Reads an entry of the list: an object holds a condition per property, an array is one.</summary>
    /// <returns>Whether it is a condition.</returns>
    public static bool TryRead(JsonElement item, List<PostCondition> conditions)
    {
        if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 3)
        {
            conditions.Add(ReadTriple(item));
            return true;
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var before = conditions.Count;
        foreach (var property in item.EnumerateObject())
        {
            conditions.Add(property.Value.ValueKind == JsonValueKind.String
                ? Match("eq", property.Name, property.Value.GetString()!)
                : Unreadable(item));
        }

        return conditions.Count > before;
    }

    public bool IsMetBy(PostForm form)
    {
        if (Field is null)
        {
            // A range is asked for when the file's length is known; what cannot be read refuses everything.
            return Min is not null;
        }

        var actual = Actual(form, Field);
        if (!_isPrefix)
        {
            return actual == _value;
        }

        // A content type may be a list, of which every member must begin so.
        return Field.Equals("content-type", StringComparison.OrdinalIgnoreCase)
            ? actual.Split(',').All(one => one.Trim(' ').StartsWith(_value!, StringComparison.Ordinal))
            : actual.StartsWith(_value!, StringComparison.Ordinal);
    }

    public override string ToString() => _text;

    private static string Actual(PostForm form, string field)
    {
        if (field.Equals("bucket", StringComparison.OrdinalIgnoreCase))
        {
            return form.Bucket;
        }

        var value = form.Field(field) ?? "";
        return field.Equals("key", StringComparison.OrdinalIgnoreCase)
            ? value.Replace("${filename}", form.FileName, StringComparison.Ordinal)
            : value;
    }

    private static PostCondition ReadTriple(JsonElement item)
    {
        if (item[0].ValueKind != JsonValueKind.String)
        {
            return Unreadable(item);
        }

        var operation = item[0].GetString()!.ToLowerInvariant();
        if (operation == "content-length-range")
        {
            return item[1].ValueKind == JsonValueKind.Number && item[2].ValueKind == JsonValueKind.Number
                && item[1].TryGetInt64(out var min) && item[2].TryGetInt64(out var max)
                    ? new PostCondition(Compact(item), null, null, isPrefix: false) { Min = min, Max = max }
                    : Unreadable(item);
        }

        return operation is "eq" or "starts-with"
            && item[1].ValueKind == JsonValueKind.String && item[2].ValueKind == JsonValueKind.String
            && item[1].GetString() is ['$', _, ..] field
            && (operation == "eq" || TakesPrefix(field[1..]))
                ? Match(operation, field[1..], item[2].GetString()!)
                : Unreadable(item);
    }

    /// <summary>Whether a field may be matched by its beginning; the rest of them must be equal.</summary>
    private static bool TakesPrefix(string field)
    {
        var name = field.ToLowerInvariant();
        return name != "bucket" && name != "success_action_status"
            && (!name.StartsWith("x-amz-", StringComparison.Ordinal)
                || name.StartsWith("x-amz-meta-", StringComparison.Ordinal)
                || name.StartsWith("x-amz-server-side-encryption", StringComparison.Ordinal));
    }

    private static PostCondition Match(string operation, string field, string value) => new(
        $"[\"{operation}\", \"${field}\", \"{value}\"]", field, value, isPrefix: operation == "starts-with");

    private static PostCondition Unreadable(JsonElement item) => new(Compact(item), null, null, isPrefix: false);

    private static string Compact(JsonElement item) => item.GetRawText();
}
