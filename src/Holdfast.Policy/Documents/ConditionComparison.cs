namespace Holdfast.Policy.Documents;

/// <summary>
/// The comparisons of the language, named as documents name them
/// (IAM User Guide, "IAM JSON policy elements: Condition operators").
/// </summary>
public enum ConditionComparison
{
    /// <summary>Exact text.</summary>
    StringEquals,

    /// <summary>Not that exact text.</summary>
    StringNotEquals,

    /// <summary>Text, letter case ignored.</summary>
    StringEqualsIgnoreCase,

    /// <summary>Not that text, letter case ignored.</summary>
    StringNotEqualsIgnoreCase,

    /// <summary>Text with wildcards.</summary>
    StringLike,

    /// <summary>Text that the wildcards do not match.</summary>
    StringNotLike,

    /// <summary>Equal numbers.</summary>
    NumericEquals,

    /// <summary>Different numbers.</summary>
    NumericNotEquals,

    /// <summary>A smaller number.</summary>
    NumericLessThan,

    /// <summary>A number not larger.</summary>
    NumericLessThanEquals,

    /// <summary>A larger number.</summary>
    NumericGreaterThan,

    /// <summary>A number not smaller.</summary>
    NumericGreaterThanEquals,

    /// <summary>The same instant.</summary>
    DateEquals,

    /// <summary>Another instant.</summary>
    DateNotEquals,

    /// <summary>Before.</summary>
    DateLessThan,

    /// <summary>Before or at.</summary>
    DateLessThanEquals,

    /// <summary>After.</summary>
    DateGreaterThan,

    /// <summary>After or at.</summary>
    DateGreaterThanEquals,

    /// <summary>The same truth value.</summary>
    Bool,

    /// <summary>The same bytes behind base64.</summary>
    BinaryEquals,

    /// <summary>Within an address range.</summary>
    IpAddress,

    /// <summary>Outside an address range.</summary>
    NotIpAddress,

    /// <summary>An ARN, part by part; wildcards work as in ArnLike.</summary>
    ArnEquals,

    /// <summary>Another ARN.</summary>
    ArnNotEquals,

    /// <summary>An ARN with wildcards, part by part.</summary>
    ArnLike,

    /// <summary>An ARN that the wildcards do not match.</summary>
    ArnNotLike,

    /// <summary>Whether the key is missing.</summary>
    Null,
}
