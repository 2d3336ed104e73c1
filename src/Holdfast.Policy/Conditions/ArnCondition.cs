using Holdfast.Policy.Documents;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Conditions;

/// <summary>ArnEquals and ArnLike, which behave alike, and their Not forms.</summary>
internal sealed class ArnCondition : ConditionTest
{
    private readonly TextPattern[] _patterns;

    public ArnCondition(ConditionClause clause, bool variables)
        : base(clause) => _patterns = [.. clause.Values.Select(v => TextPattern.CompileArn(v.Text, variables))];

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
            if (pattern.IsArnMatch(text, context))
            {
                return true;
            }
        }

        return false;
    }
}
