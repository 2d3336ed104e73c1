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

    /// <summary>Gives a root user another password, when the present one is right; no operation of AWS's API does.</summary>
    /// <exception cref="ServiceException">The new password is not one that a root user may have.</exception>
    ValueTask<SignInResult> ChangeRootPasswordAsync(
        ITransaction transaction, RootPasswordChange change, CancellationToken cancellationToken);
}

/// <summary>An account that somebody signs in to.</summary>
/// <param name="Id">The number.</param>
/// <param name="Partition">The partition that it is in.</param>
public sealed record SignInAccount(AccountId Id, Partition Partition);
