using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>DateEquals and its kin: ISO 8601 dates and seconds since 1970, comparable with each other.</summary>
internal sealed class DateCondition : ConditionTest
{
    private readonly ConditionComparison _comparison;
    private readonly long[] _instants;

    public DateCondition(ConditionClause clause)
        : base(clause)
    {
        _comparison = clause.Operator.Comparison;
        var instants = new List<long>(clause.Values.Length);
        foreach (var value in clause.Values)
        {
            if (InstantText.TryParse(value.Text, out var ticks))
            {
                instants.Add(ticks);
            }
        }

        _instants = [.. instants];
    }

    protected override bool Matches(in ContextValue value, RequestContext context)
    {
        if (!TryTicks(in value, out var left))
        {
            return false;
        }

        foreach (var right in _instants)
        {
            var matches = _comparison switch
            {
                ConditionComparison.DateLessThan => left < right,
                ConditionComparison.DateLessThanEquals => left <= right,
                ConditionComparison.DateGreaterThan => left > right,
                ConditionComparison.DateGreaterThanEquals => left >= right,
                _ => left == right,
            };
            if (matches)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryTicks(in ContextValue value, out long ticks)
    {
        switch (value.Kind)
        {
            case ContextValueKind.Instant:
                // What a policy can see and write has seconds.
                ticks = value.Ticks - (value.Ticks % TimeSpan.TicksPerSecond);
                return true;
            case ContextValueKind.Number:
                return InstantText.TrySeconds(value.Number, out ticks);
            default:
                Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
                value.TryText(scratch, out var text);
                return InstantText.TryParse(text, out ticks);
        }
    }
}
