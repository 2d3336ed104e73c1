namespace Holdfast.Federation;

/// <summary>A token or an assertion is not taken; the message is a sentence for the client and holds nothing of the token.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">The sentence.</param>
public sealed class TokenRefusedException(TokenFault fault, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public TokenFault Fault { get; } = fault;

    /// <summary>Refuses what cannot be read or believed.</summary>
    public static TokenRefusedException Invalid(string message) => new(TokenFault.Invalid, message);
}
