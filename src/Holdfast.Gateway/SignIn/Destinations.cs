using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.SignIn;

/// <summary>Says where the sign-in may send a browser: to this server, and to AWS's console, and nowhere else.</summary>
/// <remarks>An address of anybody's choice would make the sign-in the first half of a fraud: a link that begins here and ends elsewhere.</remarks>
internal static class Destinations
{
    private const int LengthMax = 2_048;

    private static readonly string[] Consoles = ["console.aws.amazon.com", "console.amazonaws-us-gov.com", "console.amazonaws.cn"];

    /// <summary>The console's own page.</summary>
    public static string ConsoleOf(Partition? partition)
    {
        var host = partition == Partition.UsGov ? Consoles[1] : partition == Partition.China ? Consoles[2] : Consoles[0];
        return $"https://{host}/console/home";
    }

    /// <summary>Says whether a browser may be sent there.</summary>
    /// <param name="destination">A whole address, or a path on this server.</param>
    /// <param name="ownHost">The host that the client asked, with its port.</param>
    public static bool IsAllowed(string destination, string ownHost)
    {
        // What a browser makes of control characters and of a backslash is not what is read here.
        if (destination.Length > LengthMax || destination.AsSpan().ContainsAnyInRange('\0', ' ') || destination.Contains('\\', StringComparison.Ordinal)
            || destination.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        if (destination.StartsWith('/'))
        {
            return !destination.StartsWith("//", StringComparison.Ordinal);
        }

        if (!Uri.TryCreate(destination, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
        {
            return false;
        }

        return uri.Scheme is "http" or "https" && uri.Authority.Equals(ownHost, StringComparison.OrdinalIgnoreCase)
            || uri is { Scheme: "https", IsDefaultPort: true } && IsConsole(uri.Host);
    }

    private static bool IsConsole(string host)
    {
        foreach (var console in Consoles)
        {
            if (host.Equals(console, StringComparison.OrdinalIgnoreCase) || host.EndsWith('.' + console, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
