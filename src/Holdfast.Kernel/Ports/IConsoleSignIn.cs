using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Checks who signs in to the console; implemented by the service that owns identities, asked by the gate's sign-in.</summary>
/// <remarks>
/// It decides and writes what the attempt changes: when a password was last used, the use of a code, the count of failures. The gate
/// appends the record of the attempt to the same transaction and makes the session.
/// </remarks>
public interface IConsoleSignIn
{
    /// <summary>Finds an account by its number or its alias; null when there is none.</summary>
    ValueTask<SignInAccount?> FindAccountAsync(IReadTransaction transaction, string numberOrAlias, CancellationToken cancellationToken);

    /// <summary>Checks an attempt.</summary>
    /// <param name="transaction">What is read and written through; after a conflict the attempt is checked again in a fresh one.</param>
    /// <param name="attempt">What was presented.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<SignInOutcome> SignInAsync(ITransaction transaction, SignInAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Gives the root user of an account another password, when the present one is right; no operation of AWS's API does.</summary>
    /// <param name="transaction">What is read and written through.</param>
    /// <param name="account">The account.</param>
    /// <param name="change">The present password and the new one, and whence they come.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<RootPasswordOutcome> ChangeRootPasswordAsync(
        ITransaction transaction, AccountId account, RootPasswordChange change, CancellationToken cancellationToken);
}

/// <summary>An account that somebody signs in to.</summary>
/// <param name="Id">The number.</param>
/// <param name="Partition">The partition that it is in.</param>
public sealed record SignInAccount(AccountId Id, Partition Partition);
