using System.Globalization;
using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Store;

namespace Holdfast.Gateway.SignIn;

/// <summary>Takes a role in the console and leaves it: AssumeRole in the name of who signed in, judged and recorded as anybody's.</summary>
/// <remarks>See "Switch from a user to an IAM role (console)" in the IAM User Guide: whoever has a role already takes the next as who signed in, not from role to role.</remarks>
internal sealed class RoleEndpoint(
    IConsoleSignIn signIn, IRoleDirectory roles, IStore store, SignInUnits units, ConsoleSessions sessions, SessionCookie cookie, ActingCalls acting)
{
    private const int DisplayNameMax = 64;

    private const string Invalid = "Invalid information in one or more fields. Check your information or contact your administrator.";

    private static readonly TimeSpan DurationMin = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ChainedDurationMax = TimeSpan.FromHours(1);

    /// <summary>Takes a role.</summary>
    public async ValueTask SwitchAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        if (cookie.Read(exchange) is not { } console || await acting.FindAsync(console.SignedIn, request.Now) is not { } credential)
        {
            SignInAnswers.RefuseStranger(exchange);
            return;
        }

        var displayName = request.Fields.Find("displayName");
        if (request.Fields.Find("account") is not { } account || request.Fields.Find("roleName") is not { } roleName
            || displayName?.Length > DisplayNameMax
            || request.RedirectUri is { } redirect && !Destinations.IsAllowed(redirect, exchange.Host))
        {
            SignInAnswers.RefuseRequest(exchange, 400, Invalid);
            return;
        }

        var (role, fault) = await AssumeAsync(request, console.SignedIn, credential, account, roleName);
        var isSwitched = await units.RecordAsync(exchange, EventOf(request, console.SignedIn, credential.Caller, role, fault));
        if (role is null)
        {
            SignInAnswers.Refuse(exchange, Invalid);
        }
        else if (!isSwitched || !cookie.TryWrite(exchange, new(role, console.SignedIn, displayName)))
        {
            SignInAnswers.RefuseRequest(exchange, 503, "Nothing can be kept at the moment. Please try again.");
        }
        else
        {
            SignInAnswers.Succeed(exchange, "SUCCESS", ("arn", role.Arn), ("displayName", displayName), ("redirectUrl", RedirectTo(request, role)));
        }
    }

    /// <summary>Leaves a role.</summary>
    public async ValueTask ExitAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        if (cookie.Read(exchange) is not { } console)
        {
            SignInAnswers.RefuseStranger(exchange);
            return;
        }

        if (console.Origin is null)
        {
            SignInAnswers.RefuseRequest(exchange, 400, "No role is taken.");
            return;
        }

        var happened = new SignInEvent
        {
            Name = SignInEvent.ExitRole,
            Account = console.Acting.Account,
            Region = request.RegionOf(CallerOf(console.Acting)),
            Caller = CallerOf(console.Acting),
            Additional = [new("RedirectTo", RedirectTo(request, console.SignedIn))],
        };
        if (!await units.RecordAsync(exchange, happened) || !cookie.TryWrite(exchange, console.WithoutRole()))
        {
            SignInAnswers.RefuseRequest(exchange, 503, "Nothing can be kept at the moment. Please try again.");
            return;
        }

        SignInAnswers.Succeed(exchange, "SUCCESS", ("arn", console.SignedIn.Arn), ("redirectUrl", RedirectTo(request, console.SignedIn)));
    }

    private async ValueTask<(Session? Role, string? Fault)> AssumeAsync(
        SignInRequest request, Session signedIn, Credential credential, string account, string roleName)
    {
        var (arn, duration) = await FindAsync(signedIn, account, roleName, request.Now);
        if (arn is null)
        {
            return (null, Invalid);
        }

        var (answer, error) = await acting.CallAsync(
            request.Exchange,
            credential,
            "sts",
            "AssumeRole",
            ("RoleArn", arn),
            ("RoleSessionName", credential.Caller.UserName ?? signedIn.Arn[(signedIn.Arn.LastIndexOfAny(['/', ':']) + 1)..]),
            ("DurationSeconds", duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
        if (answer is null)
        {
            return (null, error!.Message);
        }

        using (answer)
        {
            var role = sessions.From(acting.ReadSession(answer), duration: null, request.Now);
            return (role.ExpiresAt < signedIn.ExpiresAt ? role : role with { ExpiresAt = signedIn.ExpiresAt }, null);
        }
    }

    // "The maximum session duration … or the remaining time in the IAM user's session, whichever is less"; of a role that does not exist STS speaks.
    private async ValueTask<(string? Arn, TimeSpan Duration)> FindAsync(Session signedIn, string account, string roleName, DateTimeOffset now)
    {
        using var transaction = store.Begin(new Cause("switch-role", 0));
        if (await signIn.FindAccountAsync(transaction, account, CancellationToken.None) is not { } found)
        {
            return default;
        }

        var arn = $"arn:{found.Partition.Name}:iam::{found.Id}:role/{roleName}";
        var role = await roles.FindRoleAsync(transaction, arn, CancellationToken.None);
        var remaining = TimeSpan.FromSeconds(Math.Floor((signedIn.ExpiresAt - now).TotalSeconds));
        var duration = role is { } facts && facts.MaxSessionDuration < remaining ? facts.MaxSessionDuration : remaining;
        if (signedIn.Kind == CallerKind.AssumedRole && duration > ChainedDurationMax)
        {
            duration = ChainedDurationMax;
        }

        return (arn, duration > DurationMin ? duration : DurationMin);
    }

    private static SignInEvent EventOf(SignInRequest request, Session signedIn, Caller from, Session? role, string? fault)
    {
        // A role that was not taken has no session that could tell of it.
        var caller = role is null ? from : CallerOf(role);
        return new()
        {
            Name = SignInEvent.SwitchRole,
            Account = caller.Account,
            Region = request.RegionOf(caller),
            Caller = caller,
            ErrorMessage = fault,
            Additional = [new("SwitchFrom", signedIn.Arn), new("RedirectTo", RedirectTo(request, role ?? signedIn))],
        };
    }

    private static string RedirectTo(SignInRequest request, Session session)
        => request.RedirectUri ?? Destinations.ConsoleOf(ArnPartition.Of(session.Arn));

    // The records of SwitchRole and ExitRole tell who the session is, and neither its key nor its issuer.
    private static Caller CallerOf(Session session) => new()
    {
        Kind = session.Kind,
        Account = session.Account,
        Arn = session.Arn,
        PrincipalId = session.PrincipalId,
    };
}
