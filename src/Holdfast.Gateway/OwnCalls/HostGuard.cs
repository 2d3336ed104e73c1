using System.Net;
using Holdfast.Gateway.Recognition;

namespace Holdfast.Gateway.OwnCalls;

/// <summary>Keeps web pages from making the server's own calls, which need no signature, through a visitor's browser.</summary>
/// <remarks>
/// A page that rebinds its own name to this machine sends that name as <c>Host</c>; a page that posts across origins says so in
/// <c>Origin</c>, or <c>Sec-Fetch-Site</c>. Names without a dot cannot be had in public DNS, and addresses are no names.
/// </remarks>
internal static class HostGuard
{
    /// <summary>Says why a request is refused; null when it is not.</summary>
    public static string? FindFault(Exchange exchange)
    {
        var host = HostReader.WithoutPort(exchange.Host).Trim('[', ']');
        return IsOwnName(host)
            ? FindForeignPage(exchange)
            : $"The host '{host}' is not a name of this server. Ask for localhost, or for its address.";
    }

    /// <summary>Says which page of another site asks; null when none does.</summary>
    public static string? FindForeignPage(Exchange exchange)
    {
        if (exchange.Headers.Find("Sec-Fetch-Site") is "cross-site" or "same-site")
        {
            return "Pages of other sites may not ask this.";
        }

        return exchange.Headers.Find("Origin") is { } origin && !IsOwnOrigin(origin, exchange.Host)
            ? $"Pages of {origin} may not ask this."
            : null;
    }

    private static bool IsOwnName(string host)
        => host.Length > 0
            && (!host.Contains('.', StringComparison.Ordinal)
                || IPAddress.TryParse(host, out _)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith("localhost.localstack.cloud", StringComparison.OrdinalIgnoreCase));

    private static bool IsOwnOrigin(string origin, string host)
        => origin.Equals($"http://{host}", StringComparison.OrdinalIgnoreCase)
            || origin.Equals($"https://{host}", StringComparison.OrdinalIgnoreCase);
}
