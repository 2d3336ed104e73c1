using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>Null: whether the request has no value for a key; an empty set is none.</summary>
internal sealed class NullCondition : ConditionTest
{
    private readonly bool _wantsMissing;
    private readonly bool _wantsPresent;

    public NullCondition(ConditionClause clause)
        : base(clause)
    {
        foreach (var value in clause.Values)
        {
            _wantsMissing |= value.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
            _wantsPresent |= value.Text.Equals("false", StringComparison.OrdinalIgnoreCase);
        }
    }

    public override bool Holds(RequestContext context)
    {
        var index = context.IndexOf(Key);
        var missing = index < 0 || context.ValueAt(index) is { IsSet: true, Texts.Length: 0 };
        return missing ? _wantsMissing : _wantsPresent;
    }

    protected override bool Matches(in ContextValue value, RequestContext context) => false;
}
