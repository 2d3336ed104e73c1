namespace Holdfast.Policy.Documents;

/// <summary>
/// The rules a document can break, in the order in which IAM checks them: the first broken one gives the error's
/// sentence.
/// </summary>
public enum PolicyDiagnosticCode
{
    /// <summary>Not JSON, or JSON of another shape than the grammar's.</summary>
    Syntax,

    /// <summary>A principal where none may be.</summary>
    PrincipalNotAllowed,

    /// <summary>A version older than IAM takes today.</summary>
    Version,

    /// <summary>Letter case of Effect, a date, or an ARN that IAM's first parser does not take.</summary>
    LegacyParsing,

    /// <summary>Two statements of one Sid.</summary>
    DuplicateSid,

    /// <summary>A Sid with characters that IAM does not take.</summary>
    SidCharacters,

    /// <summary>No action.</summary>
    MissingAction,

    /// <summary>A resource that is no ARN.</summary>
    Resource,

    /// <summary>An action without a service or with a malformed one.</summary>
    Action,

    /// <summary>No resource.</summary>
    MissingResource,

    /// <summary>No principal where one must be.</summary>
    MissingPrincipal,

    /// <summary>A principal that is none.</summary>
    Principal,

    /// <summary>An element that this kind of policy does not have.</summary>
    ProhibitedElement,

    /// <summary>Too large, or too deeply nested.</summary>
    Size,
}
