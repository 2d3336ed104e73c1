using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>NumericEquals and its kin: whole and decimal numbers, compared by value.</summary>
internal sealed class NumericCondition : ConditionTest
{
    private readonly ConditionComparison _comparison;
    private readonly NumberValue[] _numbers;

    public NumericCondition(ConditionClause clause)
        : base(clause)
    {
        _comparison = clause.Operator.Comparison;
        var numbers = new List<NumberValue>(clause.Values.Length);
        foreach (var value in clause.Values)
        {
            // A value that is no number equals none and orders with none.
            if (NumberValue.TryParse(value.Text, out var number))
            {
                numbers.Add(number);
            }
        }

        _numbers = [.. numbers];
    }

    protected override bool Matches(in ContextValue value, RequestContext context)
    {
        if (!TryNumber(in value, out var left))
        {
            return false;
        }

        foreach (var right in _numbers)
        {
            var order = left.Order(right);
            var matches = _comparison switch
            {
                ConditionComparison.NumericLessThan => order < 0,
                ConditionComparison.NumericLessThanEquals => order <= 0,
                ConditionComparison.NumericGreaterThan => order > 0,
                ConditionComparison.NumericGreaterThanEquals => order >= 0,
                _ => order == 0,
            };
            if (matches)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryNumber(in ContextValue value, out NumberValue number)
    {
        switch (value.Kind)
        {
            case ContextValueKind.Number:
                number = new(value.Number);
                return true;
            case ContextValueKind.Instant:
                number = new(InstantText.ToSeconds(value.Ticks));
                return true;
            default:
                Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
                value.TryText(scratch, out var text);
                return NumberValue.TryParse(text, out number);
        }
    }
}
