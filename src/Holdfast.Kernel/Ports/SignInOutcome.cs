namespace Holdfast.Kernel.Ports;

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInResult
{
    /// <summary>Everything was right.</summary>
    Success,

    /// <summary>Something was wrong; the answer does not say what.</summary>
    Failure,

    /// <summary>There were too many failures; nothing was looked at.</summary>
    LockedOut,

    /// <summary>The password was right; the code of an MFA device is needed too.</summary>
    MfaRequired,

    /// <summary>All was right, but the password has to be changed first.</summary>
    PasswordChangeRequired,

    /// <summary>All was right, but the password is over, and the account does not let its owner change it any more.</summary>
    PasswordExpired,
}

/// <summary>What the check of an attempt found.</summary>
public sealed record SignInOutcome
{
    /// <summary>How it ended.</summary>
    public required SignInResult Result { get; init; }

    /// <summary>The account; null when there is none, of which no record can tell.</summary>
    public SignInAccount? Account { get; init; }

    /// <summary>The root user or IAM user; null when the account has no user of that name.</summary>
    public Caller? Caller { get; init; }

    /// <summary>The MFA devices that the principal has enabled.</summary>
    public IReadOnlyList<string> MfaSerials { get; init; } = [];

    /// <summary>Whether a code was presented.</summary>
    public bool IsMfaUsed { get; init; }

    /// <summary>What is proved so far; null unless the password was right.</summary>
    public SignInProof? Proof { get; init; }

    /// <summary>How long the next attempt has to wait; zero unless it has to.</summary>
    public TimeSpan Wait { get; init; }
}
