namespace Holdfast.Policy.Validation;

/// <summary>How grave a finding is, as Access Analyzer's ValidatePolicy sorts them.</summary>
public enum FindingType
{
    /// <summary>The policy does not work.</summary>
    Error,

    /// <summary>The policy allows more than is safe.</summary>
    SecurityWarning,

    /// <summary>The policy works but could say it better.</summary>
    Suggestion,

    /// <summary>The policy strays from good practice.</summary>
    Warning,
}
