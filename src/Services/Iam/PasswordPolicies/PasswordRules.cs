using Holdfast.Services.Iam.Accounts;

namespace Holdfast.Services.Iam.PasswordPolicies;

/// <summary>Says what a password lacks, in IAM's words.</summary>
/// <remarks>See "Set an account password policy for IAM users" in the IAM User Guide; the sentences are those of the service's errors.</remarks>
internal static class PasswordRules
{
    /// <summary>What counts as a symbol.</summary>
    public const string Symbols = "!@#$%^&*()_+-=[]{}|'";

    private const int DefaultMinimumLength = 8;
    private const int DefaultClasses = 3;

    /// <summary>Checks a password against the policy of the account, or against the default one when there is none.</summary>
    /// <exception cref="PasswordPolicyViolationException">The password does not conform.</exception>
    public static void Check(string password, PasswordPolicy? policy, IamAccount account)
    {
        if (FindViolation(password, policy, account) is { } violation)
        {
            throw new PasswordPolicyViolationException(violation);
        }
    }

    /// <summary>Says what a password lacks; null when it conforms.</summary>
    public static string? FindViolation(string password, PasswordPolicy? policy, IamAccount account)
        => policy is null ? FindDefaultViolation(password, account) : FindViolation(password, policy);

    private static string? FindViolation(string password, PasswordPolicy policy)
    {
        var violations = new List<string>();
        if (password.Length < policy.MinimumLength)
        {
            violations.Add(TooShort(policy.MinimumLength));
        }

        violations.AddRange(MissingClasses(
            password, policy.RequiresUppercase, policy.RequiresLowercase, policy.RequiresNumbers, policy.RequiresSymbols));
        return violations is [] ? null : string.Join(", ", violations);
    }

    // "Minimum of three of the following mix of character types … Must not be identical to your AWS account name or email address".
    private static string? FindDefaultViolation(string password, IamAccount account)
    {
        if (password.Length < DefaultMinimumLength)
        {
            return TooShort(DefaultMinimumLength);
        }

        string[] missing = [.. MissingClasses(password, uppercase: true, lowercase: true, numbers: true, symbols: true)];
        var lacking = DefaultClasses - (4 - missing.Length);
        if (lacking > 0)
        {
            return $"Password should meet {lacking} more of the following requirements: {string.Join(", ", missing)}";
        }

        return password.Equals(account.Name, StringComparison.OrdinalIgnoreCase) || password.Equals(account.Email, StringComparison.OrdinalIgnoreCase)
            ? "Password should not be identical to the AWS account name or email address"
            : null;
    }

    private static IEnumerable<string> MissingClasses(string password, bool uppercase, bool lowercase, bool numbers, bool symbols)
    {
        if (uppercase && !password.Any(char.IsAsciiLetterUpper))
        {
            yield return "Password should have at least one uppercase letter";
        }

        if (lowercase && !password.Any(char.IsAsciiLetterLower))
        {
            yield return "Password should have at least one lowercase letter";
        }

        if (numbers && !password.Any(char.IsAsciiDigit))
        {
            yield return "Password should have at least one number";
        }

        if (symbols && !password.Any(character => Symbols.Contains(character, StringComparison.Ordinal)))
        {
            yield return "Password should have at least one symbol";
        }
    }

    private static string TooShort(int length) => $"Password should have a minimum length of {length}";
}
