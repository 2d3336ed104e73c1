using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.Recording;

/// <summary>What happened at the sign-in, as its record tells it; the fields are those of "AWS Management Console sign-in events" in the CloudTrail user guide.</summary>
internal sealed record SignInEvent
{
    /// <summary>The name of the event: somebody signed in, or failed to.</summary>
    public const string ConsoleLogin = "ConsoleLogin";

    /// <summary>The name of the event: the password was right, and MFA is asked for.</summary>
    public const string CheckMfa = "CheckMfa";

    /// <summary>The name of the event: a role is taken in the console.</summary>
    public const string SwitchRole = "SwitchRole";

    /// <summary>The name of the event: a role is left again.</summary>
    public const string ExitRole = "ExitRole";

    /// <summary>The name of the event: temporary credentials were exchanged for a token of the federation endpoint.</summary>
    public const string GetSigninToken = "GetSigninToken";

    /// <summary>The name of the event: the root user has another password.</summary>
    public const string PasswordUpdated = "PasswordUpdated";

    /// <summary>The words of a failure that is the password's, the code's or the lock-out's.</summary>
    public const string FailedAuthentication = "Failed authentication";

    /// <summary>The words of a failure for want of a user.</summary>
    public const string NoUser = "No username found in supplied account";

    /// <summary>The name of the event.</summary>
    public required string Name { get; init; }

    /// <summary>The account that it is recorded in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that it is recorded in.</summary>
    public required Region Region { get; init; }

    /// <summary>Who did it; null when the account has no such user, whose name is then not told.</summary>
    public Caller? Caller { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The access key that the answer gives, which the answer's elements tell; null for none.</summary>
    public string? IssuedAccessKeyId { get; init; }

    /// <summary>What else is told, in its order; none leaves the element out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Additional { get; init; } = [];
}
