namespace Holdfast.Protocols.Signing;

/// <summary>Thrown while a body is read, when it turns out to be another than the signed one.</summary>
/// <param name="refusal">Why, for the caller.</param>
public sealed class SignedBodyException(Refusal refusal) : IOException(refusal.Message)
{
    /// <summary>Why the body was refused.</summary>
    public Refusal Refusal { get; } = refusal;
}
