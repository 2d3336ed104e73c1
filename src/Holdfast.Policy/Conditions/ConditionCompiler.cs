using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>Chooses the family of an operator.</summary>
internal static class ConditionCompiler
{
    public static ConditionTest Compile(ConditionClause clause, bool variables) => clause.Operator.Comparison switch
    {
        <= ConditionComparison.StringNotLike => new StringCondition(clause, variables),
        <= ConditionComparison.NumericGreaterThanEquals => new NumericCondition(clause),
        <= ConditionComparison.DateGreaterThanEquals => new DateCondition(clause),
        ConditionComparison.Bool => new BoolCondition(clause),
        ConditionComparison.BinaryEquals => new BinaryCondition(clause),
        <= ConditionComparison.NotIpAddress => new AddressCondition(clause),
        <= ConditionComparison.ArnNotLike => new ArnCondition(clause, variables),
        _ => new NullCondition(clause),
    };
}
