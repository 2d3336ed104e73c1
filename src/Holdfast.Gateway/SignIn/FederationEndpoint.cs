using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Sessions;

namespace Holdfast.Gateway.SignIn;

/// <summary>Turns temporary credentials into a session of the console, for identity brokers: <c>getSigninToken</c>, then <c>login</c> with the token; and <c>logout</c>.</summary>
/// <remarks>See "Enable custom identity broker access to the AWS console" in the IAM User Guide.</remarks>
internal sealed class FederationEndpoint(SignInUnits units, Tickets tickets, SessionToken tokens, ConsoleSessions sessions, SessionCookie cookie, ActingCalls acting)
{
    private const int DurationMin = 900;
    private const int DurationMax = 43_200;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    private static readonly KeyValuePair<string, string>[] WithoutMfa = [new("MobileVersion", "No"), new("MFAUsed", "No")];

    /// <summary>Answers a request.</summary>
    public async ValueTask AnswerAsync(SignInRequest request)
    {
        var action = request.Fields.Find("Action");
        if (string.Equals(action, "getSigninToken", StringComparison.OrdinalIgnoreCase))
        {
            await GiveTokenAsync(request);
        }
        else if (string.Equals(action, "login", StringComparison.OrdinalIgnoreCase))
        {
            await LogInAsync(request);
        }
        else if (string.Equals(action, "logout", StringComparison.OrdinalIgnoreCase))
        {
            LogOut(request);
        }
        else
        {
            SignInAnswers.RefuseRequest(request.Exchange, 400, "The Action is none of getSigninToken, login and logout.");
        }
    }

    private async ValueTask GiveTokenAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        if (request.Fields.Find("SessionType") is not (null or "json"))
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The SessionType is not json.");
            return;
        }

        var (session, credential) = await FindAsync(request);
        if (session is null || credential is null)
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The Session does not hold valid temporary credentials of AssumeRole or GetFederationToken.");
            return;
        }

        if (ReadDuration(request, session, out var duration) is { } fault)
        {
            SignInAnswers.RefuseRequest(exchange, 400, fault);
            return;
        }

        var made = sessions.From(session, duration, request.Now);
        var ticket = new FederationTicket
        {
            AccessKeyId = made.AccessKeyId,
            Token = tokens.Seal(made),
            ExpiresAt = request.Now + FederationTicket.Lifetime,
        };
        var happened = EventOf(request, SignInEvent.GetSigninToken, credential.Caller) with { IssuedAccessKeyId = made.AccessKeyId };
        if (!await units.RecordAsync(exchange, happened))
        {
            SignInAnswers.RefuseRequest(exchange, 503, "Nothing can be kept at the moment. Please try again.");
            return;
        }

        exchange.Answer.SetHeader("Content-Type", "application/json");
        using var json = new Utf8JsonWriter(exchange.Answer.Body);
        json.WriteStartObject();
        json.WriteString("SigninToken", tickets.Seal(ticket, TicketJson.Default.FederationTicket, FederationTicket.Purpose));
        json.WriteEndObject();
    }

    // "Do not use the SessionDuration HTTP parameter if you got the temporary credentials with GetFederationToken", nor after role chaining.
    private static string? ReadDuration(SignInRequest request, Session session, out TimeSpan? duration)
    {
        duration = null;
        if (request.Fields.Find("SessionDuration") is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < DurationMin or > DurationMax)
        {
            return $"The SessionDuration is not a number of seconds from {DurationMin} to {DurationMax}.";
        }

        duration = TimeSpan.FromSeconds(seconds);
        return session.Kind == CallerKind.FederatedUser ? "The SessionDuration cannot be used with credentials of GetFederationToken."
            : session.Facts.IsChained ? "The SessionDuration cannot be used with credentials of role chaining."
            : null;
    }

    private async ValueTask<(Session? Session, Credential? Credential)> FindAsync(SignInRequest request)
    {
        if (ReadSession(request.Fields.Find("Session")) is not { } given
            || tokens.Open(given.Id, given.Token) is not { Facts.IsAssumedRoot: false, Kind: CallerKind.AssumedRole or CallerKind.FederatedUser } session
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(session.Secret), Encoding.UTF8.GetBytes(given.Key)))
        {
            return default;
        }

        return (session, await acting.FindAsync(session, request.Now));
    }

    private static (string Id, string Key, string Token)? ReadSession(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "", Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && TextOf(document, "sessionId") is { } id && TextOf(document, "sessionKey") is { } key && TextOf(document, "sessionToken") is { } token
                    ? (id, key, token)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonDocument document, string name)
        => document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private async ValueTask LogInAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        var destination = request.Fields.Find("Destination");
        if (destination is not null && !Destinations.IsAllowed(destination, exchange.Host))
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The Destination is neither of this server nor of the console.");
            return;
        }

        if (request.Fields.Find("SigninToken") is not { } text
            || tickets.Open(text, TicketJson.Default.FederationTicket, FederationTicket.Purpose) is not { } ticket
            || request.Now >= ticket.ExpiresAt
            || tokens.Open(ticket.AccessKeyId, ticket.Token) is not { } session
            || await acting.FindAsync(session, request.Now) is not { } credential)
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The SigninToken is not valid, or not any more.");
            return;
        }

        if (!await units.RecordAsync(exchange, EventOf(request, SignInEvent.ConsoleLogin, credential.Caller)))
        {
            SignInAnswers.RefuseRequest(exchange, 503, "Nothing can be kept at the moment. Please try again.");
        }
        else if (!cookie.TryWrite(exchange, new(session)))
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The session has more policies and tags than a browser keeps.");
        }
        else
        {
            SignInAnswers.Redirect(exchange, destination ?? Destinations.ConsoleOf(ArnPartition.Of(session.Arn)));
        }
    }

    private static void LogOut(SignInRequest request)
    {
        SessionCookie.Clear(request.Exchange);
        if (request.Fields.Find("Destination") is { } destination && Destinations.IsAllowed(destination, request.Exchange.Host))
        {
            SignInAnswers.Redirect(request.Exchange, destination);
        }
        else
        {
            SignInAnswers.Succeed(request.Exchange, "SIGNED_OUT");
        }
    }

    private static SignInEvent EventOf(SignInRequest request, string name, Caller caller) => new()
    {
        Name = name,
        Account = caller.Account,
        Region = request.RegionOf(caller),
        Caller = caller,
        Additional = WithoutMfa,
    };
}
