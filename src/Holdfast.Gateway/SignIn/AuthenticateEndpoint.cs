using System.Globalization;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Gateway.SignIn;

/// <summary>Signs in an IAM user or a root user, in the steps that it takes: the password, the code of an MFA device, another password.</summary>
internal sealed class AuthenticateEndpoint(
    IConsoleSignIn signIn, SignInUnits units, Tickets tickets, ConsoleSessions sessions, SessionCookie cookie, ActingCalls acting, SignInTurns turns)
{
    private const string CannotChange =
        "Either user is not authorized to perform iam:ChangePassword or entered password does not comply with account password policy set by administrator";

    /// <summary>Answers a step.</summary>
    public async ValueTask AnswerAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        if (request.RedirectUri is { } redirect && !Destinations.IsAllowed(redirect, exchange.Host))
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The redirect_uri is neither of this server nor of the console.");
            return;
        }

        if (ReadAttempt(request, out var fault) is not { } attempt)
        {
            if (fault is null)
            {
                SignInAnswers.Refuse(exchange, "This took too long, or belongs to another sign-in. Please start again.");
            }
            else
            {
                SignInAnswers.RefuseRequest(exchange, 400, fault);
            }

            return;
        }

        if (!await turns.TryEnterAsync())
        {
            SignInAnswers.RefuseRequest(exchange, 429, "Too many people sign in at the moment. Please try again.");
            return;
        }

        try
        {
            await AnswerAsync(request, attempt);
        }
        finally
        {
            turns.Leave();
        }
    }

    // A host of an account names it where the form does not.
    private SignInAttempt? ReadAttempt(SignInRequest request, out string? fault)
    {
        var fields = request.Fields;
        fault = null;
        var attempt = new SignInAttempt
        {
            Password = OfferedPassword.Typed(fields.Find("password") ?? ""),
            MfaCode = fields.Find("mfacode", "mfa_otp_1"),
            MfaSerial = fields.Find("mfaSerial"),
            SourceIp = request.Exchange.Facts.SourceIp,
            Now = request.Now,
        };
        if (fields.Find("challenge") is { } challenge)
        {
            return tickets.Open(challenge, TicketJson.Default.ChallengeTicket, ChallengeTicket.Purpose) is { } ticket && request.Now < ticket.ExpiresAt
                ? attempt with
                {
                    Proof = ticket.ToProof(),
                    Password = fields.Find("password") is null ? OfferedPassword.Proved(ticket.Fingerprint) : attempt.Password,
                }
                : null;
        }

        switch (fields.Find("action"))
        {
            case "iam-user-authentication" when (fields.Find("account") ?? request.Place.Account) is { } account && fields.Find("username") is { } name:
                return attempt with { Account = account, UserName = name };
            case "iam-user-authentication":
                fault = "An account and a username are needed.";
                return null;
            case "authenticateRoot" when fields.Find("email") is { } email:
                return attempt with { Email = email };
            case "authenticateRoot":
                fault = "An email is needed.";
                return null;
            default:
                fault = "The action is neither iam-user-authentication nor authenticateRoot.";
                return null;
        }
    }

    private async ValueTask AnswerAsync(SignInRequest request, SignInAttempt attempt)
    {
        var outcome = await TryAsync(request, attempt);
        if (outcome is { Result: SignInResult.PasswordChangeRequired, Proof: { } proof }
            && attempt.Password.Text is { } present && request.Fields.Find("newpassword", "newPassword") is { } wanted)
        {
            await ChangePasswordAsync(request, outcome.Caller!, attempt with { Proof = proof }, present, wanted);
            return;
        }

        Answer(request, outcome);
    }

    private ValueTask<SignInOutcome?> TryAsync(SignInRequest request, SignInAttempt attempt)
        => units.RunAsync(
            request.Exchange,
            (ITransaction transaction) => signIn.SignInAsync(transaction, attempt, CancellationToken.None),
            outcome => EventOf(request, outcome));

    // "You must change your password": the user does it, by the right that the user has to it, and then is signed in.
    private async ValueTask ChangePasswordAsync(SignInRequest request, Caller user, SignInAttempt attempt, string present, string wanted)
    {
        var session = sessions.Begin(user, request.Now, attempt.Proof!.MfaAt);
        var credential = await acting.FindAsync(session, request.Now);
        var error = credential is null ? null
            : (await acting.CallAsync(request.Exchange, credential, "iam", "ChangePassword", ("OldPassword", present), ("NewPassword", wanted))).Error;
        if (credential is null || error is { Status: < 500 })
        {
            SignInAnswers.Refuse(request.Exchange, CannotChange, "CHANGE_PASSWORD_FAILURE");
        }
        else if (error is not null)
        {
            Answer(request, outcome: null);
        }
        else
        {
            Answer(request, await TryAsync(request, attempt with { Password = OfferedPassword.Typed(wanted), MfaCode = null }));
        }
    }

    private void Answer(SignInRequest request, SignInOutcome? outcome)
    {
        var exchange = request.Exchange;
        switch (outcome?.Result)
        {
            case SignInResult.Success:
                cookie.TryWrite(exchange, new(sessions.Begin(outcome.Caller!, request.Now, outcome.Proof!.MfaAt)));
                SignInAnswers.Succeed(exchange, "SUCCESS", ("redirectUrl", LoginTo(request, outcome)));
                break;
            case SignInResult.MfaRequired:
                SignInAnswers.Succeed(
                    exchange,
                    "MFA",
                    ("mfaType", MfaTypes.CodeOf(outcome.MfaSerials)),
                    ("mfaSerial", outcome.MfaSerials is [var only] ? only : null),
                    ("challenge", ChallengeOf(outcome, request.Now)));
                break;
            case SignInResult.PasswordChangeRequired:
                SignInAnswers.Succeed(exchange, "CHANGE_PASSWORD", ("challenge", ChallengeOf(outcome, request.Now)));
                break;
            case SignInResult.PasswordExpired:
                SignInAnswers.Refuse(exchange, "Your password has expired. Ask your administrator for another one.", "PASSWORD_EXPIRED");
                break;
            case SignInResult.LockedOut:
                SignInAnswers.Refuse(exchange, WaitText(outcome.Wait));
                break;
            case SignInResult.Failure:
                SignInAnswers.Refuse(exchange, SignInAnswers.Incorrect);
                break;
            default:
                SignInAnswers.RefuseRequest(exchange, 503, "Nothing can be kept at the moment. Please try again.");
                break;
        }
    }

    /// <summary>Says how long to wait, as AWS's endpoint does.</summary>
    private static string WaitText(TimeSpan wait) => string.Create(
        CultureInfo.InvariantCulture,
        $"Too many invalid passwords have been used to attempt to sign-in to this account. Please wait {Math.Ceiling(wait.TotalSeconds)} seconds before your next attempt.");

    private string ChallengeOf(SignInOutcome outcome, DateTimeOffset now)
        => tickets.Seal(ChallengeTicket.Of(outcome.Proof!, now), TicketJson.Default.ChallengeTicket, ChallengeTicket.Purpose);

    private static string LoginTo(SignInRequest request, SignInOutcome outcome)
        => request.RedirectUri ?? Destinations.ConsoleOf(outcome.Account?.Partition ?? Partition.Aws);

    // An account that does not exist has no record; a password that has to be changed is the middle of a sign-in and not its end.
    private static SignInEvent? EventOf(SignInRequest request, SignInOutcome outcome)
    {
        if (outcome.Account is not { } account || outcome.Result == SignInResult.PasswordChangeRequired)
        {
            return null;
        }

        var isMfa = outcome.Result == SignInResult.MfaRequired;
        return new()
        {
            Name = isMfa ? SignInEvent.CheckMfa : SignInEvent.ConsoleLogin,
            Account = account.Id,
            Region = request.RegionOf(account.Partition, outcome.Caller),
            Caller = outcome.Caller,
            ErrorMessage = outcome.Result is SignInResult.Success or SignInResult.MfaRequired ? null
                : outcome.Caller is null ? SignInEvent.NoUser
                : SignInEvent.FailedAuthentication,
            Additional = isMfa ? [new("MfaType", MfaTypes.NameOf(outcome.MfaSerials))] : AdditionalOf(request, outcome),
        };
    }

    private static List<KeyValuePair<string, string>> AdditionalOf(SignInRequest request, SignInOutcome outcome)
    {
        List<KeyValuePair<string, string>> additional = [new("LoginTo", LoginTo(request, outcome)), new("MobileVersion", "No")];
        if (outcome.Proof?.MfaSerial is { } serial)
        {
            additional.Add(new("MFAIdentifier", serial));
        }

        additional.Add(new("MFAUsed", outcome.IsMfaUsed ? "Yes" : "No"));
        return additional;
    }
}
