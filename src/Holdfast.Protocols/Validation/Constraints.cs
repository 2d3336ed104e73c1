using System.Globalization;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Validation;

/// <summary>The constraints of a shape: whether a value keeps them, and how AWS words each.</summary>
internal static class Constraints
{
    /// <summary>Says whether a text keeps length, pattern and enumeration.</summary>
    public static bool IsKept(Shape shape, string value)
        => IsLengthKept(shape, value.Length) && IsEnumerated(shape, value) && IsPatternKept(shape, value);

    /// <summary>Says whether a length or count is within its bounds.</summary>
    public static bool IsLengthKept(Shape shape, int length)
        => (shape.Min is not { } min || length >= min) && (shape.Max is not { } max || length <= max);

    /// <summary>Says whether a number is within its bounds.</summary>
    public static bool IsRangeKept(Shape shape, double value)
        => (shape.Min is not { } min || value >= min) && (shape.Max is not { } max || value <= max);

    /// <summary>Says whether a text is one of those that the model lists, if it lists any.</summary>
    public static bool IsEnumerated(Shape shape, string value)
    {
        var values = shape.Values;
        for (var i = 0; i < values.Count; i++)
        {
            if (string.Equals(values[i], value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return values.Count == 0;
    }

    /// <summary>Says whether a text matches its pattern, if it has one.</summary>
    public static bool IsPatternKept(Shape shape, string value) => shape.Pattern is null || StringPattern.Of(shape).IsMatch(value);

    /// <summary>Words the constraints on a text that it does not keep.</summary>
    public static IEnumerable<string> Broken(Shape shape, string value)
    {
        foreach (var broken in BrokenLength(shape, value.Length))
        {
            yield return broken;
        }

        if (!IsEnumerated(shape, value))
        {
            yield return EnumWords(shape);
        }

        if (!IsPatternKept(shape, value))
        {
            yield return PatternWords(shape);
        }
    }

    /// <summary>Words the constraints on a length that it does not keep.</summary>
    public static IEnumerable<string> BrokenLength(Shape shape, int length)
    {
        if (length > shape.Max)
        {
            yield return $"Member must have length less than or equal to {Number(shape.Max)}";
        }

        if (length < shape.Min)
        {
            yield return $"Member must have length greater than or equal to {Number(shape.Min)}";
        }
    }

    /// <summary>Words the constraints on a number that it does not keep.</summary>
    public static IEnumerable<string> BrokenRange(Shape shape, double value)
    {
        if (value > shape.Max)
        {
            yield return $"Member must have value less than or equal to {Number(shape.Max)}";
        }

        if (value < shape.Min)
        {
            yield return $"Member must have value greater than or equal to {Number(shape.Min)}";
        }
    }

    /// <summary>Words every constraint of a shape, as AWS lists them for the elements of a list or map.</summary>
    public static string All(Shape shape)
    {
        var isNumber = shape.Kind is ShapeKind.Integer or ShapeKind.Long or ShapeKind.Float or ShapeKind.Double;
        var measure = isNumber ? "value" : "length";
        var words = new List<string>();
        if (shape.Max is not null)
        {
            words.Add($"Member must have {measure} less than or equal to {Number(shape.Max)}");
        }

        if (shape.Min is not null)
        {
            words.Add($"Member must have {measure} greater than or equal to {Number(shape.Min)}");
        }

        if (shape.Values.Count > 0)
        {
            words.Add(EnumWords(shape));
        }

        if (shape.Pattern is not null)
        {
            words.Add(PatternWords(shape));
        }

        return $"[{string.Join(", ", words)}]";
    }

    private static string EnumWords(Shape shape) => $"Member must satisfy enum value set: [{string.Join(", ", shape.Values)}]";

    private static string PatternWords(Shape shape) => $"Member must satisfy regular expression pattern: {shape.Pattern}";

    private static string Number(double? bound) => bound!.Value.ToString(CultureInfo.InvariantCulture);
}
