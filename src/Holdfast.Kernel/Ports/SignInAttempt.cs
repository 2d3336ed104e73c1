using Holdfast.Kernel.Ids;

namespace Holdfast.Kernel.Ports;

/// <summary>What somebody presents who wants to sign in: as an IAM user with account and name, as a root user with an e-mail address, or with the proof of an earlier step.</summary>
public sealed record SignInAttempt
{
    /// <summary>The account as it was typed, its number or its alias.</summary>
    public string? Account { get; init; }

    /// <summary>The name of the IAM user.</summary>
    public string? UserName { get; init; }

    /// <summary>The e-mail address of the root user.</summary>
    public string? Email { get; init; }

    /// <summary>What earlier steps proved, instead of the three; null in the first.</summary>
    public SignInProof? Proof { get; init; }

    /// <summary>The password, or the proof of it.</summary>
    public required OfferedPassword Password { get; init; }

    /// <summary>The code of an MFA device; null when none was given.</summary>
    public string? MfaCode { get; init; }

    /// <summary>The device that the code is of; null for whichever fits.</summary>
    public string? MfaSerial { get; init; }

    /// <summary>The address that the attempt came from.</summary>
    public required string SourceIp { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"SignInAttempt {{ {Account} {UserName}{Email} from {SourceIp} }}";
}

/// <summary>What a step of the sign-in proved, which the gate seals and gives to the browser until the next step.</summary>
public sealed record SignInProof
{
    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The name of the IAM user; null for the root user.</summary>
    public string? UserName { get; init; }

    /// <summary>The unique id of the user; the account number for root.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>Tells the password that was right: a proof does not outlive it.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The MFA device whose code was right; null while none was.</summary>
    public string? MfaSerial { get; init; }

    /// <summary>When it was.</summary>
    public DateTimeOffset? MfaAt { get; init; }
}

/// <summary>A change of the root user's password.</summary>
/// <param name="Root">The root user.</param>
/// <param name="Present">The present password.</param>
/// <param name="New">The new one.</param>
/// <param name="SourceIp">The address that it came from.</param>
/// <param name="Now">The instant.</param>
public sealed record RootPasswordChange(Caller Root, OfferedPassword Present, string New, string SourceIp, DateTimeOffset Now)
{
    /// <summary>Leaves the passwords out.</summary>
    public override string ToString() => $"RootPasswordChange {{ {Root.Arn} from {SourceIp} }}";
}
