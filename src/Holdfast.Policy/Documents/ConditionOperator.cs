using System.Collections.Frozen;

namespace Holdfast.Policy.Documents;

/// <summary>A condition operator as a policy writes it: <c>ForAnyValue:StringLikeIfExists</c>.</summary>
/// <param name="Comparison">What is compared and how.</param>
/// <param name="Set">How several values of the request are combined.</param>
/// <param name="IfExists">Whether a key missing from the request makes it true.</param>
public readonly record struct ConditionOperator(ConditionComparison Comparison, ConditionSet Set, bool IfExists)
{
    private const string ForAll = "ForAllValues:";
    private const string ForAny = "ForAnyValue:";
    private const string Exists = "IfExists";

    private static readonly FrozenDictionary<string, ConditionComparison> Names =
        Enum.GetValues<ConditionComparison>().ToFrozenDictionary(static c => c.ToString(), StringComparer.Ordinal);

    /// <summary>Reads an operator; false for a name that the language does not have.</summary>
    public static bool TryParse(string text, out ConditionOperator result)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text;
        var set = ConditionSet.None;
        if (rest.StartsWith(ForAll, StringComparison.Ordinal))
        {
            (set, rest) = (ConditionSet.ForAllValues, rest[ForAll.Length..]);
        }
        else if (rest.StartsWith(ForAny, StringComparison.Ordinal))
        {
            (set, rest) = (ConditionSet.ForAnyValue, rest[ForAny.Length..]);
        }

        var ifExists = rest.EndsWith(Exists, StringComparison.Ordinal);
        if (ifExists)
        {
            rest = rest[..^Exists.Length];
        }

        // Null asks for presence itself, so the language gives it no IfExists form.
        var known = Names.TryGetValue(rest, out var comparison)
            && !(ifExists && comparison == ConditionComparison.Null);
        result = known ? new(comparison, set, ifExists) : default;
        return known;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var prefix = Set switch
        {
            ConditionSet.ForAllValues => ForAll,
            ConditionSet.ForAnyValue => ForAny,
            _ => "",
        };
        return prefix + Comparison + (IfExists ? Exists : "");
    }
}
