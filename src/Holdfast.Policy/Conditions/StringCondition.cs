using Holdfast.Policy.Documents;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Conditions;

/// <summary>StringEquals, StringLike, their IgnoreCase and Not forms.</summary>
internal sealed class StringCondition : ConditionTest
{
    private readonly TextPattern[] _patterns;
    private readonly bool _ignoresCase;

    public StringCondition(ConditionClause clause, bool variables)
        : base(clause)
    {
        var comparison = clause.Operator.Comparison;
        var wildcards = comparison is ConditionComparison.StringLike or ConditionComparison.StringNotLike;
        _ignoresCase = comparison is ConditionComparison.StringEqualsIgnoreCase
            or ConditionComparison.StringNotEqualsIgnoreCase;
        _patterns = [.. clause.Values.Select(v => TextPattern.Compile(v.Text, wildcards, variables))];
    }

    public override IEnumerable<ConditionKey> Keys => base.Keys.Concat(_patterns.SelectMany(static p => p.Keys));

    public override void AddMissing(RequestContext context, ICollection<string> missing)
    {
        base.AddMissing(context, missing);
        foreach (var pattern in _patterns)
        {
            pattern.AddMissing(context, missing);
        }
    }

    protected override bool Matches(in ContextValue value, RequestContext context)
    {
        if (value.Kind == ContextValueKind.Text)
        {
            return MatchesText(value.Text, context);
        }

        Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
        value.TryText(scratch, out var text);
        return MatchesText(text, context);
    }

    private bool MatchesText(ReadOnlySpan<char> text, RequestContext context)
    {
        foreach (ref readonly var pattern in _patterns.AsSpan())
        {
            if (_ignoresCase ? pattern.IsMatchIgnoreCase(text, context) : pattern.IsMatch(text, context))
            {
                return true;
            }
        }

        return false;
    }
}
