namespace Holdfast.Policy.Documents;

/// <summary>What a matching statement does.</summary>
public enum StatementEffect
{
    /// <summary>Grants, where nothing denies.</summary>
    Allow,

    /// <summary>Refuses, whatever else grants.</summary>
    Deny,
}
