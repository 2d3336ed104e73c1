using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Gateway.SignIn;

/// <summary>Tells who is signed in, signs them out, and lets them change their password.</summary>
internal sealed class SessionEndpoint(IConsoleSignIn signIn, SignInUnits units, SessionCookie cookie, ActingCalls acting, SignInTurns turns)
{
    /// <summary>Tells who is signed in.</summary>
    public async ValueTask TellAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        if (cookie.Read(exchange) is not { } session || await acting.FindAsync(session.Acting, request.Now) is not { } credential)
        {
            SignInAnswers.RefuseStranger(exchange);
            return;
        }

        var caller = credential.Caller;
        SignInAnswers.Succeed(
            exchange,
            "SIGNED_IN",
            ("arn", caller.Arn),
            ("accountId", caller.Account.Value),
            ("userName", caller.UserName),
            ("type", caller.Kind.ToString()),
            ("mfaAuthenticated", session.Acting.Facts.MfaAuthenticatedAt is null ? "false" : "true"),
            ("expiration", session.Acting.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", formatProvider: null)),
            ("switchedFrom", session.Origin?.Arn),
            ("displayName", session.DisplayName));
    }

    /// <summary>Signs out.</summary>
    public static void Leave(SignInRequest request)
    {
        SessionCookie.Clear(request.Exchange);
        SignInAnswers.Succeed(request.Exchange, "SIGNED_OUT");
    }

    /// <summary>Changes the password of who is signed in: of a user by the API's own operation, of a root user here, because AWS's API has none.</summary>
    public async ValueTask ChangePasswordAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        if (cookie.Read(exchange) is not { } session || await acting.FindAsync(session.Acting, request.Now) is not { } credential)
        {
            SignInAnswers.RefuseStranger(exchange);
        }
        else if (request.Fields.Find("password") is not { } present || request.Fields.Find("newpassword", "newPassword") is not { } wanted)
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The present password and the new one are needed.");
        }
        else if (credential.Caller.Kind == CallerKind.Root)
        {
            await ChangeRootAsync(request, credential.Caller, present, wanted);
        }
        else
        {
            var (_, error) = await acting.CallAsync(exchange, credential, "iam", "ChangePassword", ("OldPassword", present), ("NewPassword", wanted));
            AnswerChange(request, error?.Message);
        }
    }

    private async ValueTask ChangeRootAsync(SignInRequest request, Caller root, string present, string wanted)
    {
        if (!await turns.TryEnterAsync())
        {
            SignInAnswers.RefuseRequest(request.Exchange, 429, "Too many people sign in at the moment. Please try again.");
            return;
        }

        try
        {
            var change = new RootPasswordChange(root, OfferedPassword.Typed(present), wanted, request.Exchange.Facts.SourceIp, request.Now);
            var outcome = await units.RunAsync(
                request.Exchange,
                async (ITransaction transaction) => new RootOutcome(await signIn.ChangeRootPasswordAsync(transaction, change, CancellationToken.None)),
                outcome => EventOf(request, root, outcome));
            if (outcome is null)
            {
                SignInAnswers.RefuseRequest(request.Exchange, 503, "Nothing can be kept at the moment. Please try again.");
                return;
            }

            AnswerChange(request, outcome.Result == SignInResult.Success ? null : SignInAnswers.Incorrect);
        }
        catch (ServiceException notAllowed)
        {
            AnswerChange(request, notAllowed.Message);
        }
        finally
        {
            turns.Leave();
        }
    }

    private static void AnswerChange(SignInRequest request, string? fault)
    {
        if (fault is null)
        {
            SignInAnswers.Succeed(request.Exchange, "PASSWORD_CHANGED");
        }
        else
        {
            SignInAnswers.Refuse(request.Exchange, fault, "CHANGE_PASSWORD_FAILURE");
        }
    }

    private static SignInEvent EventOf(SignInRequest request, Caller root, RootOutcome outcome) => new()
    {
        Name = SignInEvent.PasswordUpdated,
        Account = root.Account,
        Region = request.RegionOf(root),
        Caller = root,
        ErrorMessage = outcome.Result == SignInResult.Success ? null : SignInEvent.FailedAuthentication,
    };

    private sealed record RootOutcome(SignInResult Result);
}
