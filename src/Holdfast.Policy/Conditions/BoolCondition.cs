using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>Bool: true and false, whatever their letter case; nothing else is a truth value.</summary>
internal sealed class BoolCondition : ConditionTest
{
    private readonly bool _wantsTrue;
    private readonly bool _wantsFalse;

    public BoolCondition(ConditionClause clause)
        : base(clause)
    {
        foreach (var value in clause.Values)
        {
            _wantsTrue |= value.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
            _wantsFalse |= value.Text.Equals("false", StringComparison.OrdinalIgnoreCase);
        }
    }

    protected override bool Matches(in ContextValue value, RequestContext context)
    {
        if (value.Kind == ContextValueKind.Boolean)
        {
            return value.Boolean ? _wantsTrue : _wantsFalse;
        }

        Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
        value.TryText(scratch, out var text);
        return (_wantsTrue && text.Equals("true", StringComparison.OrdinalIgnoreCase))
            || (_wantsFalse && text.Equals("false", StringComparison.OrdinalIgnoreCase));
    }
}
