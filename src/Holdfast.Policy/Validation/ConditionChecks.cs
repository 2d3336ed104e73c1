using System.Globalization;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Validation;

/// <summary>Checks of Condition: values that an operator cannot read, sets over single values, variables.</summary>
internal static class ConditionChecks
{
    private static readonly string[] Multivalued =
    [
        "aws:TagKeys", "aws:CalledVia", "aws:PrincipalOrgPaths", "aws:ResourceOrgPaths", "aws:SourceOrgPaths",
        "aws:VpceOrgPaths", "aws:PrincipalServiceNamesList",
    ];

    public static void Check(PolicyStatement statement, PolicyVersion version, string path, FindingList findings)
    {
        foreach (var clause in statement.Conditions)
        {
            var place = $"{path}.Condition.{clause.Operator}.{clause.Key}";
            Key(clause, place, findings);
            Sets(statement, clause, place, findings);
            if (clause.Values.IsEmpty)
            {
                findings.Suggestion("EMPTY_ARRAY_CONDITION", "The key is compared with nothing.", place, clause.Span);
            }

            foreach (var value in clause.Values)
            {
                Value(clause.Operator, value, place, findings);
                Variables(clause.Operator, value, version, place, findings);
            }
        }
    }

    private static void Key(ConditionClause clause, string path, FindingList findings)
    {
        var key = clause.Key;
        if (!key.Contains(':', StringComparison.Ordinal))
        {
            findings.Error(
                "INVALID_CONDITION_KEY_FORMAT", $"The key {key} has no service: write service:key.", path, clause.Span);
        }
        else if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
            && !key.Contains("Tag/", StringComparison.OrdinalIgnoreCase)
            && ConditionKey.Create(key).Slot == 0)
        {
            findings.Error(
                "INVALID_GLOBAL_CONDITION_KEY", $"There is no global condition key {key}.", path, clause.Span);
        }
    }

    private static void Sets(PolicyStatement statement, ConditionClause clause, string path, FindingList findings)
    {
        var isMultivalued = Array.Exists(Multivalued, k => k.Equals(clause.Key, StringComparison.OrdinalIgnoreCase));
        var isGlobal = clause.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);
        var (comparison, set, _) = clause.Operator;
        if (comparison == ConditionComparison.Null && set != ConditionSet.None)
        {
            findings.Suggestion(
                "NULL_WITH_QUALIFIER",
                "Null asks for presence; a set operator before it says nothing.",
                path,
                clause.Span);
        }
        else if (set == ConditionSet.ForAllValues
            && isGlobal
            && !isMultivalued
            && statement.Effect == StatementEffect.Allow)
        {
            findings.Security(
                "FOR_ALL_VALUES_WITH_SINGLE_VALUED_KEY",
                $"ForAllValues is true when {clause.Key} is missing; the key has one value, so leave it out.",
                path,
                clause.Span);
        }
        else if (set == ConditionSet.None && isMultivalued && comparison != ConditionComparison.Null)
        {
            findings.Error(
                "MISSING_QUALIFIER",
                $"{clause.Key} has several values: say ForAllValues or ForAnyValue.",
                path,
                clause.Span);
        }
    }

    private static void Value(ConditionOperator operation, ConditionValue value, string path, FindingList findings)
    {
        var text = value.Text;
        if (text.Contains("${", StringComparison.Ordinal))
        {
            return;
        }

        switch (operation.Comparison)
        {
            case ConditionComparison.Bool or ConditionComparison.Null when !bool.TryParse(text, out _):
                findings.Error("INVALID_CONDITION_DATA_TYPE", $"{text} is neither true nor false.", path, value.Span);
                break;
            case >= ConditionComparison.NumericEquals and <= ConditionComparison.NumericGreaterThanEquals
                when !NumberValue.TryParse(text, out _):
                findings.Error("INVALID_CONDITION_DATA_TYPE", $"{text} is no number.", path, value.Span);
                break;
            case >= ConditionComparison.DateEquals and <= ConditionComparison.DateGreaterThanEquals
                when !InstantText.TryParse(text, out _):
                findings.Warning("INVALID_DATE_VALUE", $"{text} is no date.", path, value.Span);
                break;
            case ConditionComparison.IpAddress or ConditionComparison.NotIpAddress:
                Range(text, value.Span, path, findings);
                break;
            case ConditionComparison.StringEquals or ConditionComparison.StringNotEquals
                when text.AsSpan().ContainsAny('*', '?'):
                findings.Warning(
                    "WILDCARD_WITHOUT_LIKE_OPERATOR",
                    $"The operator takes the wildcard of {text} as a character; use a Like operator.",
                    path,
                    value.Span);
                break;
        }
    }

    private static void Range(string text, TextSpan span, string path, FindingList findings)
    {
        if (!IpRange.TryParse(text, out var range))
        {
            findings.Error("INVALID_CONDITION_DATA_TYPE", $"{text} is no address and no range.", path, span);
        }
        else if (range.HasHostBits)
        {
            findings.Suggestion(
                "IMPROVE_IP_RANGE", $"{text} has bits beyond its prefix, which do not count.", path, span);
        }
        else if (path.Contains("SourceIp", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("VpcSourceIp", StringComparison.OrdinalIgnoreCase)
            && range.IsPrivate)
        {
            findings.Warning(
                "PRIVATE_IP_ADDRESS",
                $"{text} is a private range; aws:SourceIp sees public addresses only.",
                path,
                span);
        }
    }

    private static void Variables(
        ConditionOperator operation, ConditionValue value, PolicyVersion version, string path, FindingList findings)
    {
        var open = value.Text.IndexOf("${", StringComparison.Ordinal);
        if (open < 0)
        {
            return;
        }

        var close = value.Text.IndexOf('}', open);
        var inner = close < 0 ? "" : value.Text[(open + 2)..close];
        if (version == PolicyVersion.V20081017)
        {
            findings.Error("VARIABLE_UNSUPPORTED_IN_VERSION", "Variables need Version 2012-10-17.", path, value.Span);
        }
        else if (close < 0)
        {
            findings.Error("MISSING_BRACE_IN_VARIABLE", "The variable has no closing brace.", path, value.Span);
        }
        else if (string.IsNullOrWhiteSpace(inner))
        {
            findings.Error("EMPTY_VARIABLE", "The variable names no key.", path, value.Span);
        }
        else if (inner.Count(static c => c == '\'') % 2 != 0)
        {
            findings.Error(
                "MISSING_QUOTE_IN_VARIABLE",
                "The default of the variable has no closing quotation mark.",
                path,
                value.Span);
        }
        else if (!TakesVariables(operation.Comparison))
        {
            findings.Error(
                "INVALID_VARIABLE_FOR_OPERATOR",
                string.Create(
                    CultureInfo.InvariantCulture, $"{operation} takes no variables; string and ARN operators do."),
                path,
                value.Span);
        }
    }

    private static bool TakesVariables(ConditionComparison comparison) =>
        comparison <= ConditionComparison.StringNotLike
        || comparison is >= ConditionComparison.ArnEquals and <= ConditionComparison.ArnNotLike;
}
