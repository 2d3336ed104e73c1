namespace Holdfast.Policy.Documents;

/// <summary>Why a document is refused.</summary>
/// <param name="Code">Which rule it breaks.</param>
/// <param name="Message">AWS's sentence, as its MalformedPolicyDocument error carries it.</param>
/// <param name="Detail">What exactly is wrong, for people; AWS's own sentences rarely say.</param>
/// <param name="Position">Where.</param>
public sealed record PolicyDiagnostic(
    PolicyDiagnosticCode Code, string Message, string Detail, TextPosition Position);
