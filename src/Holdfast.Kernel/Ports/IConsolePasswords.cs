using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Checks the passwords of people who sign in to the console; implemented by the service that owns identities, asked by the sign-in.</summary>
/// <remarks>A check takes as long for somebody who does not exist as for somebody who does.</remarks>
public interface IConsolePasswords
{
    /// <summary>Finds the account of a number or an alias; null when there is none.</summary>
    ValueTask<AccountId?> FindAccountAsync(IReadTransaction transaction, string numberOrAlias, CancellationToken cancellationToken);

    /// <summary>Finds the accounts whose root user has an e-mail address; one, unless somebody gave several the same.</summary>
    ValueTask<IReadOnlyList<AccountId>> FindAccountsOfRootAsync(IReadTransaction transaction, string email, CancellationToken cancellationToken);

    /// <summary>Checks the password of a user.</summary>
    ValueTask<PasswordCheck> CheckUserAsync(
        IReadTransaction transaction, AccountId account, string userName, OfferedPassword password, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Checks the password of a root user, which never expires.</summary>
    ValueTask<PasswordCheck> CheckRootAsync(
        IReadTransaction transaction, AccountId account, OfferedPassword password, CancellationToken cancellationToken);

    /// <summary>Sets another password for who proved to have the present one, because it must be changed.</summary>
    /// <param name="transaction">What it is written through.</param>
    /// <param name="principal">The user, or the root user.</param>
    /// <param name="newPassword">The password.</param>
    /// <param name="now">The instant of the call.</param>
    /// <param name="ids">Where salt comes from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceException">The password policy does not admit it (<c>PasswordPolicyViolation</c>), or there is no password to change.</exception>
    ValueTask ChangeAsync(
        ITransaction transaction, Caller principal, string newPassword, DateTimeOffset now, IdSource ids, CancellationToken cancellationToken);

    /// <summary>Notes that somebody signed in with a password (<c>PasswordLastUsed</c>).</summary>
    ValueTask NoteUseAsync(ITransaction transaction, Caller principal, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What came of checking a password.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Principal">Whose password it is; null when there is no such user.</param>
public sealed record PasswordCheck(PasswordVerdict Verdict, Caller? Principal)
{
    /// <summary>Tells the password that was right from another; null when it was not right.</summary>
    public string? Fingerprint { get; init; }
}

/// <summary>The outcome of checking a password.</summary>
public enum PasswordVerdict
{
    /// <summary>There is no such user: the record must not show the name, which may be a password that was typed in the wrong field.</summary>
    NoSuchUser,

    /// <summary>There is no console password to sign in with.</summary>
    NoPassword,

    /// <summary>It is another password.</summary>
    Wrong,

    /// <summary>It is the password.</summary>
    Correct,

    /// <summary>It is the password, and the user must set another one before going on.</summary>
    ResetRequired,

    /// <summary>It is the password, it has expired, and the user must set another one before going on.</summary>
    Expired,

    /// <summary>It is the password, it has expired, and only an administrator can set another one.</summary>
    HardExpired,
}
