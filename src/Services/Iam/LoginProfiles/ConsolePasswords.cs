using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>Checks and changes the console passwords of users and root users for the sign-in.</summary>
public sealed class ConsolePasswords : IConsolePasswords
{
    /// <summary>The most accounts that are looked at for one e-mail address.</summary>
    private const int AccountsMax = 16;

    /// <inheritdoc/>
    public async ValueTask<AccountId?> FindAccountAsync(IReadTransaction transaction, string numberOrAlias, CancellationToken cancellationToken)
        => await transaction.FindAsync<IamAccount>(numberOrAlias, cancellationToken) is { } account
            ? account.Id
            : (await transaction.FindAsync<AccountAlias>(numberOrAlias, cancellationToken))?.Account;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AccountId>> FindAccountsOfRootAsync(
        IReadTransaction transaction, string email, CancellationToken cancellationToken)
    {
        var accounts = await transaction.ListByIndexAsync(
            IamAccount.ByEmail, IamAccount.EmailForIndex(email), after: null, AccountsMax, cancellationToken);
        return [.. accounts.Select(account => account.Id)];
    }

    /// <inheritdoc/>
    public async ValueTask<PasswordCheck> CheckUserAsync(
        IReadTransaction transaction, AccountId account, string userName, OfferedPassword password, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var user = await transaction.FindUserAsync(account, userName, cancellationToken);
        var profile = user is null ? null : await transaction.FindLoginProfileAsync(user, cancellationToken);
        var policy = await transaction.FindPasswordPolicyAsync(account, cancellationToken);
        var isMatch = password.Matches(profile?.PasswordHash ?? PasswordHash.OfNobody, PasswordHash.Matches);
        if (user is null)
        {
            return new(PasswordVerdict.NoSuchUser, Principal: null);
        }

        var verdict = profile switch
        {
            null => PasswordVerdict.NoPassword,
            _ when !isMatch => PasswordVerdict.Wrong,
            _ when policy?.IsExpired(profile.PasswordSetAt, now) is true => policy.HardExpiry is true ? PasswordVerdict.HardExpired : PasswordVerdict.Expired,
            { IsResetRequired: true } => PasswordVerdict.ResetRequired,
            _ => PasswordVerdict.Correct,
        };
        return new(verdict, user.ToCaller()) { Fingerprint = isMatch && profile is not null ? OfferedPassword.FingerprintOf(profile.PasswordHash) : null };
    }

    /// <inheritdoc/>
    public async ValueTask<PasswordCheck> CheckRootAsync(
        IReadTransaction transaction, AccountId account, OfferedPassword password, CancellationToken cancellationToken)
    {
        var found = await transaction.FindAsync<IamAccount>(account.Value, cancellationToken);
        var isMatch = password.Matches(found?.PasswordHash ?? PasswordHash.OfNobody, PasswordHash.Matches);
        return found is null
            ? new(PasswordVerdict.NoSuchUser, Principal: null)
            : new(found.PasswordHash is null ? PasswordVerdict.NoPassword : isMatch ? PasswordVerdict.Correct : PasswordVerdict.Wrong, found.ToCaller())
            {
                Fingerprint = isMatch && found.PasswordHash is { } hash ? OfferedPassword.FingerprintOf(hash) : null,
            };
    }

    /// <inheritdoc/>
    public async ValueTask ChangeAsync(
        ITransaction transaction, Caller principal, string newPassword, DateTimeOffset now, IdSource ids, CancellationToken cancellationToken)
    {
        if (principal.Kind == CallerKind.Root)
        {
            // "The password policy does not apply to the root user's password"; the rules that hold without a policy do.
            var account = await transaction.AccountAsync(principal.Account, cancellationToken);
            PasswordRules.Check(newPassword, policy: null, account);
            transaction.Replace(account, account with { PasswordHash = PasswordHash.Make(newPassword, ids) });
            return;
        }

        var user = await UserOfAsync(transaction, principal, cancellationToken);
        var profile = user is null ? null : await transaction.FindLoginProfileAsync(user, cancellationToken);
        if (profile is null)
        {
            throw LoginProfileTable.Missing(principal.UserName);
        }

        var changed = await profile.WithPasswordAsync(newPassword, transaction, now, ids, cancellationToken);
        transaction.Replace(profile, changed with { IsResetRequired = false });
    }

    /// <inheritdoc/>
    public async ValueTask NoteUseAsync(ITransaction transaction, Caller principal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (principal.Kind == CallerKind.Root)
        {
            var account = await transaction.AccountAsync(principal.Account, cancellationToken);
            transaction.Replace(account, account with { PasswordLastUsed = now.ToTheSecond() });
        }
        else if (await UserOfAsync(transaction, principal, cancellationToken) is { } user)
        {
            transaction.Replace(user, user with { PasswordLastUsed = now.ToTheSecond() });
        }
    }

    private static async ValueTask<User?> UserOfAsync(IReadTransaction transaction, Caller principal, CancellationToken cancellationToken)
        => principal.UserName is { } name ? await transaction.FindUserAsync(principal.Account, name, cancellationToken) : null;
}
