using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>Finds login profiles, decides which passwords may be set, and owns IAM's words about them.</summary>
internal static class LoginProfileTable
{
    /// <summary>Finds the login profile of a user; null when the user has no console password.</summary>
    public static ValueTask<LoginProfile?> FindLoginProfileAsync(this IReadTransaction transaction, User user, CancellationToken cancellationToken)
        => transaction.FindAsync<LoginProfile>(LoginProfile.KeyOf(user.Account, user.Id), cancellationToken);

    /// <summary>Finds the login profile of a user.</summary>
    /// <exception cref="NoSuchEntityException">The user has no console password.</exception>
    public static async ValueTask<LoginProfile> LoginProfileAsync(this Call call, User user, CancellationToken cancellationToken)
        => await call.Transaction.FindLoginProfileAsync(user, cancellationToken) ?? throw Missing(user.Name);

    /// <summary>Whose password is meant: the user named, or else who calls.</summary>
    /// <remarks>
    /// "When you make this request with root user credentials, you must use an AssumeRoot session to omit the user name": nobody deletes
    /// the root user's password by forgetting to name a user.
    /// </remarks>
    public static ValueTask<Subject> LoginSubjectAsync(this Call call, string? userName, CancellationToken cancellationToken)
        => userName is null && call.Caller is { Kind: CallerKind.Root, Session: not { IsAssumedRoot: true } }
            ? throw new CommonException("ValidationError", 400, "Must specify userName when calling with non-User credentials")
            : call.SubjectAsync(userName, cancellationToken);

    /// <summary>The error for somebody who has no console password; the root user has no name, and AWS says so.</summary>
    public static NoSuchEntityException Missing(string? userName) => new($"Login Profile for User {userName ?? "null"} cannot be found.");

    /// <summary>Gives the profile as answers have it.</summary>
    public static LoginProfileShape ToShape(this LoginProfile profile, User user) => new()
    {
        UserName = user.Name,
        CreateDate = profile.CreateDate,
        PasswordResetRequired = profile.IsResetRequired,
    };

    /// <summary>Checks a new password and gives the profile with it; the slow hash comes last, when nothing else can refuse it.</summary>
    /// <exception cref="PasswordPolicyViolationException">The policy of the account does not admit it.</exception>
    public static async ValueTask<LoginProfile> WithPasswordAsync(
        this LoginProfile profile, string password, IReadTransaction transaction, DateTimeOffset now, IdSource ids, CancellationToken cancellationToken)
    {
        var policy = await transaction.CheckPasswordAsync(profile.Account, password, cancellationToken);
        var hash = Hash(password, profile, policy?.ReusePrevention ?? 0, ids);
        return profile with
        {
            PasswordHash = hash,
            PasswordSetAt = now.ToTheSecond(),
            FormerHashes = [.. profile.FormerHashes.Prepend(profile.PasswordHash).Take(LoginProfile.HistoryMax)],
        };
    }

    /// <summary>Checks a password against the policy of the account, all but its reuse.</summary>
    /// <returns>The policy; null when the default one holds.</returns>
    /// <exception cref="PasswordPolicyViolationException">The policy does not admit it.</exception>
    public static async ValueTask<PasswordPolicy?> CheckPasswordAsync(
        this IReadTransaction transaction, AccountId account, string password, CancellationToken cancellationToken)
    {
        var policy = await transaction.FindPasswordPolicyAsync(account, cancellationToken);
        PasswordRules.Check(password, policy, await transaction.AccountAsync(account, cancellationToken));
        return policy;
    }

    // All passwords of a user have one salt, so that one slow hash tells whether any of them comes again.
    private static string Hash(string password, LoginProfile profile, int forbidden, IdSource ids)
    {
        var hash = PasswordHash.IsOfToday(profile.PasswordHash)
            ? PasswordHash.MakeLike(profile.PasswordHash, password)
            : PasswordHash.Make(password, ids);
        foreach (var former in profile.FormerHashes.Prepend(profile.PasswordHash).Take(forbidden))
        {
            var isSame = PasswordHash.IsLike(former, hash)
                ? CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(former), Encoding.ASCII.GetBytes(hash))
                : PasswordHash.Matches(password, former);
            if (isSame)
            {
                throw new PasswordPolicyViolationException("Policy constraint violation with password reuse prevention during password change.");
            }
        }

        return hash;
    }
}
