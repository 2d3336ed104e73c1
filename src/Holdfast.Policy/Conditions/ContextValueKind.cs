namespace Holdfast.Policy.Conditions;

/// <summary>What a context value is made of.</summary>
public enum ContextValueKind
{
    /// <summary>A text, which numeric, date and other operators read as they need it.</summary>
    Text,

    /// <summary>The texts of a multivalued key.</summary>
    Texts,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>An IP address of either family.</summary>
    Address,
}
