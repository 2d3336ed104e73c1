using System.Globalization;
using System.Text;
using Holdfast.Kernel.Sessions;

namespace Holdfast.Gateway.SignIn;

/// <summary>Keeps the session of the console in the browser: sealed, out of reach of scripts, and not sent along when other sites ask.</summary>
/// <remarks>A browser keeps some 4,000 bytes of a cookie; a session with long policies is more, and is then laid into several.</remarks>
internal sealed class SessionCookie(Tickets tickets, SessionToken tokens)
{
    /// <summary>The name of the first cookie; the others have a number behind it.</summary>
    public const string Name = "holdfast-session";

    private const int PartLength = 3_800;
    private const int PartsMax = 5;

    /// <summary>Reads the session that a request brings along; null when there is none, or none that still is.</summary>
    public ConsoleSession? Read(Exchange exchange)
    {
        if (exchange.Headers.Find("Cookie") is not { } header || Join(header) is not { Length: > 0 } text
            || tickets.Open(text, TicketJson.Default.ConsoleTicket, ConsoleTicket.Purpose) is not { } ticket
            || tokens.Open(ticket.AccessKeyId, ticket.Token) is not { } acting)
        {
            return null;
        }

        var origin = ticket is { OriginAccessKeyId: { } id, OriginToken: { } token } ? tokens.Open(id, token) : null;
        if (origin is not null && exchange.Now >= origin.ExpiresAt)
        {
            return null;
        }

        // A role that is over leaves whoever signed in.
        return exchange.Now < acting.ExpiresAt ? new(acting, origin, ticket.DisplayName)
            : origin is not null ? new(origin)
            : null;
    }

    /// <summary>Gives the browser a session.</summary>
    /// <returns>Whether it could: a session with too much in it could not be kept.</returns>
    public bool TryWrite(Exchange exchange, ConsoleSession session)
    {
        var text = tickets.Seal(
            new ConsoleTicket
            {
                AccessKeyId = session.Acting.AccessKeyId,
                Token = tokens.Seal(session.Acting),
                OriginAccessKeyId = session.Origin?.AccessKeyId,
                OriginToken = session.Origin is { } origin ? tokens.Seal(origin) : null,
                DisplayName = session.DisplayName,
            },
            TicketJson.Default.ConsoleTicket,
            ConsoleTicket.Purpose);
        if (text.Length > PartLength * PartsMax)
        {
            return false;
        }

        for (var part = 0; part < PartsMax; part++)
        {
            var start = part * PartLength;
            if (start < text.Length)
            {
                Set(exchange, part, text[start..Math.Min(text.Length, start + PartLength)]);
            }
            else if (Brings(exchange, part))
            {
                Set(exchange, part, value: null);
            }
        }

        return true;
    }

    /// <summary>Takes the session from the browser.</summary>
    public static void Clear(Exchange exchange)
    {
        for (var part = 0; part < PartsMax; part++)
        {
            if (part == 0 || Brings(exchange, part))
            {
                Set(exchange, part, value: null);
            }
        }
    }

    private static string NameOf(int part) => part == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}-{part + 1}");

    private static bool Brings(Exchange exchange, int part)
        => exchange.Headers.Find("Cookie")?.Contains(NameOf(part) + "=", StringComparison.Ordinal) == true;

    private static void Set(Exchange exchange, int part, string? value)
        => exchange.Answer.AddHeader(
            "Set-Cookie",
            string.Concat(
                NameOf(part),
                "=",
                value,
                "; Path=/; HttpOnly; SameSite=Lax",
                exchange.Facts.IsSecure ? "; Secure" : "",
                value is null ? "; Max-Age=0" : ""));

    // A cookie that comes twice was set by two, one of whom is not the sign-in: neither is believed.
    private static string? Join(string header)
    {
        var parts = new string?[PartsMax];
        foreach (var pair in header.Split([';', ','], StringSplitOptions.TrimEntries))
        {
            for (var part = 0; part < PartsMax; part++)
            {
                var name = NameOf(part);
                if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                {
                    if (parts[part] is not null)
                    {
                        return null;
                    }

                    parts[part] = pair[(name.Length + 1)..];
                }
            }
        }

        var text = new StringBuilder();
        for (var part = 0; part < PartsMax && parts[part] is { } value; part++)
        {
            text.Append(value);
        }

        return text.ToString();
    }
}
