using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>
/// One clause of a Condition element, compiled. This class knows missing keys, sets and negation; the families know
/// how one value of the request compares with the values of the policy.
/// </summary>
internal abstract class ConditionTest
{
    private readonly ConditionSet _set;
    private readonly bool _isNegated;
    private readonly bool _whenMissing;

    protected ConditionTest(ConditionClause clause)
    {
        Clause = clause;
        Key = ConditionKey.Create(clause.Key);
        _set = clause.Operator.Set;
        _isNegated = IsNegation(clause.Operator.Comparison);
        _whenMissing = clause.Operator.IfExists || _set switch
        {
            ConditionSet.ForAllValues => true,
            ConditionSet.ForAnyValue => false,
            _ => _isNegated,
        };
    }

    /// <summary>The clause as its document has it, for explanations.</summary>
    public ConditionClause Clause { get; }

    public ConditionKey Key { get; }

    /// <summary>The keys it reads: its own and those of variables in its values.</summary>
    public virtual IEnumerable<ConditionKey> Keys => [Key];

    public virtual bool Holds(RequestContext context)
    {
        var index = context.IndexOf(Key);
        if (index < 0)
        {
            return _whenMissing;
        }

        ref readonly var value = ref context.ValueAt(index);
        if (_set == ConditionSet.None)
        {
            return (value.IsSet ? MatchesOne(value.Texts, context) : Matches(in value, context)) != _isNegated;
        }

        if (value.IsNullSet)
        {
            return _set == ConditionSet.ForAllValues;
        }

        return value.IsSet ? HoldsForSet(value.Texts, context) : Matches(in value, context) != _isNegated;
    }

    /// <summary>Adds the keys this test would have needed and the request lacks.</summary>
    public virtual void AddMissing(RequestContext context, ICollection<string> missing)
    {
        if (context.IndexOf(Key) < 0)
        {
            missing.Add(Key.Name);
        }
    }

    /// <summary>Whether one value of the request matches any value of the policy, before negation.</summary>
    protected abstract bool Matches(in ContextValue value, RequestContext context);

    private static bool IsNegation(ConditionComparison comparison) => comparison is
        ConditionComparison.StringNotEquals or ConditionComparison.StringNotEqualsIgnoreCase
        or ConditionComparison.StringNotLike or ConditionComparison.NumericNotEquals
        or ConditionComparison.DateNotEquals or ConditionComparison.NotIpAddress
        or ConditionComparison.ArnNotEquals or ConditionComparison.ArnNotLike;

    private bool HoldsForSet(string[] texts, RequestContext context)
    {
        var all = _set == ConditionSet.ForAllValues;
        foreach (var text in texts)
        {
            if ((Matches(ContextValue.Of(text), context) != _isNegated) != all)
            {
                return !all;
            }
        }

        return all;
    }

    private bool MatchesOne(string[] texts, RequestContext context)
    {
        foreach (var text in texts)
        {
            if (Matches(ContextValue.Of(text), context))
            {
                return true;
            }
        }

        return false;
    }
}
