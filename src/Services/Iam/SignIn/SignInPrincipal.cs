using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Iam.SignIn;

/// <summary>Whom an attempt is about, as far as it could be found, and what came of the password.</summary>
/// <param name="Account">The account; null when there is none.</param>
/// <param name="Suspect">Whose failures count, found or not.</param>
/// <param name="Check">What came of the password; null while it was not looked at.</param>
internal sealed record SignInPrincipal(SignInAccount? Account, Suspect Suspect, PasswordCheck? Check)
{
    /// <summary>Whether the password was right.</summary>
    public bool IsRight => Check?.Fingerprint is not null;

    /// <summary>Begins the answer to an attempt.</summary>
    public SignInOutcome Ended(SignInResult result) => new() { Result = result, Account = Account, Caller = Check?.Principal };
}
