using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SignIn;

/// <summary>Checks who signs in to the console: account, user, password and MFA, and counts who fails.</summary>
/// <remarks>
/// What is wrong takes as long as what is right, and is told in no other way: an unknown user costs a comparison too. Whoever has failed too often
/// is answered before anything is compared, so that the answer tells nothing about the password.
/// </remarks>
/// <param name="passwords">Checks the passwords.</param>
/// <param name="devices">Checks the codes.</param>
/// <param name="ids">Draws the salts of new passwords.</param>
/// <param name="options">The bounds.</param>
public sealed class ConsoleSignIn(IConsolePasswords passwords, IMfaDevices devices, IdSource ids, SignInOptions options) : IConsoleSignIn
{
    private readonly FailureTable _failures = new(options);

    /// <inheritdoc/>
    public async ValueTask<SignInAccount?> FindAccountAsync(
        IReadTransaction transaction, string numberOrAlias, CancellationToken cancellationToken)
        => await passwords.FindAccountAsync(transaction, numberOrAlias, cancellationToken) is { } id
            && await transaction.FindAsync<IamAccount>(id.Value, cancellationToken) is { } account
                ? new SignInAccount(id, PartitionOf(account.Partition))
                : null;

    /// <inheritdoc/>
    public async ValueTask<SignInOutcome> SignInAsync(ITransaction transaction, SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var source = Suspect.Source(attempt.SourceIp);
        var (account, suspect) = await FindSuspectAsync(transaction, attempt, cancellationToken);
        var wait = await WaitAsync(transaction, suspect, source, attempt.Now, cancellationToken);
        if (wait > TimeSpan.Zero)
        {
            return await LockedOutAsync(transaction, attempt, account, wait, cancellationToken);
        }

        var principal = await CheckPasswordAsync(transaction, attempt, account, suspect, cancellationToken);
        var outcome = principal.IsRight && IsOfProof(principal, attempt)
            ? await CheckMfaAsync(transaction, principal, attempt, cancellationToken)
            : principal.Ended(SignInResult.Failure);
        if (outcome.Result == SignInResult.Failure)
        {
            await _failures.CountAsync(transaction, suspect, attempt.Now, cancellationToken);
            await _failures.CountAsync(transaction, source, attempt.Now, cancellationToken);
        }

        return outcome.Result == SignInResult.Success
            ? await CompleteAsync(transaction, principal, outcome, attempt.Now, cancellationToken)
            : outcome;
    }

    /// <inheritdoc/>
    public async ValueTask<SignInResult> ChangeRootPasswordAsync(
        ITransaction transaction, RootPasswordChange change, CancellationToken cancellationToken)
    {
        var suspect = Suspect.Root(change.Root.Account.Value);
        var source = Suspect.Source(change.SourceIp);
        if (await WaitAsync(transaction, suspect, source, change.Now, cancellationToken) > TimeSpan.Zero)
        {
            return SignInResult.LockedOut;
        }

        var check = await passwords.CheckRootAsync(transaction, change.Root.Account, change.Present, cancellationToken);
        if (check.Fingerprint is null)
        {
            await _failures.CountAsync(transaction, suspect, change.Now, cancellationToken);
            await _failures.CountAsync(transaction, source, change.Now, cancellationToken);
            return SignInResult.Failure;
        }

        await passwords.ChangeAsync(transaction, change.Root, change.New, change.Now, ids, cancellationToken);
        await _failures.ForgiveAsync(transaction, suspect, cancellationToken);
        return SignInResult.Success;
    }

    private static Partition PartitionOf(string name)
        => name == Partition.UsGov.Name ? Partition.UsGov : name == Partition.China.Name ? Partition.China : Partition.Aws;

    // A user who was deleted and made again under the name is another one.
    private static bool IsOfProof(SignInPrincipal principal, SignInAttempt attempt)
        => attempt.Proof is not { } proof || proof.PrincipalId == principal.Check!.Principal!.PrincipalId;

    private async ValueTask<(SignInAccount? Account, Suspect Suspect)> FindSuspectAsync(
        IReadTransaction transaction, SignInAttempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Email is { } email)
        {
            var roots = await passwords.FindAccountsOfRootAsync(transaction, email, cancellationToken);
            return roots is [var first, ..]
                ? (await FindAccountAsync(transaction, first.Value, cancellationToken), Suspect.Root(first.Value))
                : (null, Suspect.Root(email));
        }

        var typed = attempt.Proof?.Account.Value ?? attempt.Account ?? "";
        var account = await FindAccountAsync(transaction, typed, cancellationToken);
        return attempt.Proof is { UserName: null }
            ? (account, Suspect.Root(typed))
            : (account, Suspect.User(account?.Id.Value ?? typed, NameIn(attempt)));
    }

    private static string NameIn(SignInAttempt attempt) => attempt.Proof?.UserName ?? attempt.UserName ?? "";

    // The record of it names the user, as that of any other failure would.
    private static async ValueTask<SignInOutcome> LockedOutAsync(
        IReadTransaction transaction, SignInAttempt attempt, SignInAccount? account, TimeSpan wait, CancellationToken cancellationToken)
    {
        var isRoot = attempt.Email is not null || attempt.Proof is { UserName: null };
        return new()
        {
            Result = SignInResult.LockedOut,
            Account = account,
            Wait = wait,
            Caller = account is null ? null
                : isRoot ? (await transaction.FindAsync<IamAccount>(account.Id.Value, cancellationToken))?.ToCaller()
                : (await transaction.FindUserAsync(account.Id, NameIn(attempt), cancellationToken))?.ToCaller(),
        };
    }

    private async ValueTask<SignInPrincipal> CheckPasswordAsync(
        IReadTransaction transaction, SignInAttempt attempt, SignInAccount? account, Suspect suspect, CancellationToken cancellationToken)
    {
        // What no account has is nobody's: the comparison that it costs is made all the same.
        var id = account?.Id ?? new AccountId("");
        var isRoot = attempt.Email is not null || attempt.Proof is { UserName: null };
        var check = isRoot
            ? await passwords.CheckRootAsync(transaction, id, attempt.Password, cancellationToken)
            : await passwords.CheckUserAsync(transaction, id, NameIn(attempt), attempt.Password, attempt.Now, cancellationToken);
        return new(account, suspect, check);
    }

    private async ValueTask<SignInOutcome> CheckMfaAsync(
        ITransaction transaction, SignInPrincipal principal, SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var caller = principal.Check!.Principal!;
        var serials = await devices.SerialNumbersOfAsync(transaction, caller, cancellationToken);
        var proof = new SignInProof
        {
            Account = caller.Account,
            UserName = caller.UserName,
            PrincipalId = caller.PrincipalId,
            Fingerprint = principal.Check.Fingerprint!,
        };
        if (serials.Count == 0)
        {
            return principal.Ended(SignInResult.Success) with { Proof = proof };
        }

        if (attempt.Proof is { MfaSerial: { } proved } && serials.Contains(proved))
        {
            return Proven(principal, serials, proof with { MfaSerial = proved, MfaAt = attempt.Proof.MfaAt });
        }

        if (attempt.MfaCode is not { } code)
        {
            return principal.Ended(SignInResult.MfaRequired) with { MfaSerials = serials, Proof = proof };
        }

        foreach (var serial in serials)
        {
            if ((attempt.MfaSerial is null || attempt.MfaSerial == serial)
                && await devices.TryUseCodeAsync(transaction, caller, serial, code, cancellationToken))
            {
                return Proven(principal, serials, proof with { MfaSerial = serial, MfaAt = attempt.Now });
            }
        }

        return principal.Ended(SignInResult.Failure) with { MfaSerials = serials, IsMfaUsed = true };
    }

    private static SignInOutcome Proven(SignInPrincipal principal, IReadOnlyList<string> serials, SignInProof proof)
        => principal.Ended(SignInResult.Success) with { MfaSerials = serials, IsMfaUsed = true, Proof = proof };

    private async ValueTask<SignInOutcome> CompleteAsync(
        ITransaction transaction, SignInPrincipal principal, SignInOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (principal.Check!.Verdict)
        {
            case PasswordVerdict.HardExpired:
                return outcome with { Result = SignInResult.PasswordExpired, Proof = null };
            case PasswordVerdict.Expired or PasswordVerdict.ResetRequired:
                return outcome with { Result = SignInResult.PasswordChangeRequired };
            default:
                await passwords.NoteUseAsync(transaction, principal.Check.Principal!, now, cancellationToken);
                await _failures.ForgiveAsync(transaction, principal.Suspect, cancellationToken);
                return outcome;
        }
    }

    private async ValueTask<TimeSpan> WaitAsync(
        IReadTransaction transaction, Suspect principal, Suspect source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ofPrincipal = await _failures.WaitOfAsync(transaction, principal, now, cancellationToken);
        var ofSource = await _failures.WaitOfAsync(transaction, source, now, cancellationToken);
        return ofPrincipal > ofSource ? ofPrincipal : ofSource;
    }
}
