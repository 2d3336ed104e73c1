namespace Holdfast.Policy.Documents;

/// <summary>The set operator before a condition operator.</summary>
public enum ConditionSet
{
    /// <summary>None: the key has one value.</summary>
    None,

    /// <summary>Every value of the request must satisfy the operator; true when there is none.</summary>
    ForAllValues,

    /// <summary>At least one value of the request must satisfy the operator; false when there is none.</summary>
    ForAnyValue,
}
