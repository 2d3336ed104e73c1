using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Iam.SignIn;

/// <summary>Whom an attempt is about, as far as it could be found.</summary>
internal sealed record SignInPrincipal
{
    /// <summary>Whose failures count, found or not.</summary>
    public required Suspect Suspect { get; init; }

    /// <summary>The account; null when there is none.</summary>
    public SignInAccount? Account { get; init; }

    /// <summary>The root user or IAM user; null when there is none.</summary>
    public Caller? Caller { get; init; }

    /// <summary>The hash of the password; null when there is none.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Whether the password has to be changed before anything else.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Whether the password is over for good, until an administrator sets another.</summary>
    public bool IsPasswordOver { get; init; }

    /// <summary>Begins the answer to an attempt.</summary>
    public SignInOutcome Ended(SignInResult result) => new() { Result = result, Account = Account, Caller = Caller };
}
