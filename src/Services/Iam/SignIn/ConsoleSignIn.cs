using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SignIn;

/// <summary>Checks who signs in to the console: account, user, password and MFA, and counts who fails.</summary>
/// <remarks>
/// What is wrong takes as long as what is right, and is told in no other way: an unknown user costs a comparison too. Whoever has failed too often
/// is answered before anything is compared, so that the answer tells nothing about the password.
/// </remarks>
/// <param name="devices">Checks the codes.</param>
/// <param name="ids">Draws the salts of new passwords.</param>
/// <param name="options">The bounds.</param>
public sealed class ConsoleSignIn(IMfaDevices devices, IdSource ids, SignInOptions options) : IConsoleSignIn
{
    private const int FingerprintBytes = 12;

    private readonly FailureTable _failures = new(options);

    /// <inheritdoc/>
    public ValueTask<SignInAccount?> FindAccountAsync(
        IReadTransaction transaction, string numberOrAlias, CancellationToken cancellationToken)
        => transaction.FindSignInAccountAsync(numberOrAlias, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<SignInOutcome> SignInAsync(ITransaction transaction, SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var principal = await transaction.FindPrincipalAsync(attempt, cancellationToken);
        var source = Suspect.Source(attempt.SourceIp);
        var wait = await WaitAsync(transaction, principal.Suspect, source, attempt.Now, cancellationToken);
        if (wait > TimeSpan.Zero)
        {
            return principal.Ended(SignInResult.LockedOut) with { Wait = wait };
        }

        if (!IsPasswordRight(principal, attempt))
        {
            await CountAsync(transaction, principal.Suspect, source, attempt.Now, cancellationToken);
            return principal.Ended(SignInResult.Failure);
        }

        var outcome = await CheckMfaAsync(transaction, principal, attempt, cancellationToken);
        if (outcome.Result == SignInResult.Failure)
        {
            await CountAsync(transaction, principal.Suspect, source, attempt.Now, cancellationToken);
        }

        return outcome.Result == SignInResult.Success
            ? await CompleteAsync(transaction, principal, outcome, attempt.Now, cancellationToken)
            : outcome;
    }

    /// <inheritdoc/>
    public async ValueTask<RootPasswordOutcome> ChangeRootPasswordAsync(
        ITransaction transaction, AccountId account, RootPasswordChange change, CancellationToken cancellationToken)
    {
        var suspect = Suspect.Root(account);
        var source = Suspect.Source(change.SourceIp);
        if (await WaitAsync(transaction, suspect, source, change.Now, cancellationToken) > TimeSpan.Zero)
        {
            return RootPasswordOutcome.LockedOut;
        }

        var root = await transaction.FindAsync<IamAccount>(account.Value, cancellationToken);
        if (root?.PasswordHash is not { } hash || !change.Present.Matches(hash, PasswordHash.Matches))
        {
            await CountAsync(transaction, suspect, source, change.Now, cancellationToken);
            return RootPasswordOutcome.WrongPassword;
        }

        if (!RootPassword.IsAllowed(change.New.Text, root))
        {
            return RootPasswordOutcome.NotAllowed;
        }

        transaction.Replace(root, root.WithPassword(change.New.Text, ids, change.Now));
        await _failures.ForgiveAsync(transaction, suspect, cancellationToken);
        return RootPasswordOutcome.Changed;
    }

    // A password that is presented counts; only without one does what an earlier step proved, as long as the password is the same.
    private static bool IsPasswordRight(SignInPrincipal principal, SignInAttempt attempt)
    {
        if (attempt.Password is { } password)
        {
            var isMatch = password.Matches(principal.PasswordHash ?? PasswordHash.OfNobody, PasswordHash.Matches);
            return isMatch && principal.PasswordHash is not null;
        }

        return principal.PasswordHash is { } hash && attempt.Proof?.Fingerprint == FingerprintOf(hash);
    }

    private static string FingerprintOf(string hash) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(hash)), 0, FingerprintBytes);

    private async ValueTask<SignInOutcome> CheckMfaAsync(
        ITransaction transaction, SignInPrincipal principal, SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var serials = await devices.SerialNumbersOfAsync(transaction, principal.Caller!, cancellationToken);
        var proof = new SignInProof
        {
            Account = principal.Account!.Id,
            PrincipalId = principal.Caller!.PrincipalId,
            Fingerprint = FingerprintOf(principal.PasswordHash!),
        };
        if (serials.Count == 0)
        {
            return principal.Ended(SignInResult.Success) with { Proof = proof };
        }

        if (attempt.Proof is { MfaSerial: { } proved } earlier && serials.Contains(proved) && earlier.PrincipalId == proof.PrincipalId)
        {
            return principal.Ended(SignInResult.Success) with
            {
                MfaSerials = serials,
                IsMfaUsed = true,
                Proof = proof with { MfaSerial = proved, MfaAt = earlier.MfaAt },
            };
        }

        if (attempt.MfaCode is not { } code)
        {
            return principal.Ended(SignInResult.MfaRequired) with { MfaSerials = serials, Proof = proof };
        }

        foreach (var serial in serials)
        {
            if ((attempt.MfaSerial is null || attempt.MfaSerial == serial)
                && await devices.TryUseCodeAsync(transaction, principal.Caller, serial, code, cancellationToken))
            {
                return principal.Ended(SignInResult.Success) with
                {
                    MfaSerials = serials,
                    IsMfaUsed = true,
                    Proof = proof with { MfaSerial = serial, MfaAt = attempt.Now },
                };
            }
        }

        return principal.Ended(SignInResult.Failure) with { MfaSerials = serials, IsMfaUsed = true };
    }

    private async ValueTask<SignInOutcome> CompleteAsync(
        ITransaction transaction, SignInPrincipal principal, SignInOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (principal.IsPasswordOver)
        {
            return outcome with { Result = SignInResult.PasswordExpired, Proof = null };
        }

        if (principal.MustChangePassword)
        {
            return outcome with { Result = SignInResult.PasswordChangeRequired };
        }

        await transaction.NotePasswordUseAsync(principal, now, cancellationToken);
        await _failures.ForgiveAsync(transaction, principal.Suspect, cancellationToken);
        return outcome;
    }

    private async ValueTask<TimeSpan> WaitAsync(
        IReadTransaction transaction, Suspect principal, Suspect source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ofPrincipal = await _failures.WaitOfAsync(transaction, principal, now, cancellationToken);
        var ofSource = await _failures.WaitOfAsync(transaction, source, now, cancellationToken);
        return ofPrincipal > ofSource ? ofPrincipal : ofSource;
    }

    private async ValueTask CountAsync(
        ITransaction transaction, Suspect principal, Suspect source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _failures.CountAsync(transaction, principal, now, cancellationToken);
        await _failures.CountAsync(transaction, source, now, cancellationToken);
    }
}
