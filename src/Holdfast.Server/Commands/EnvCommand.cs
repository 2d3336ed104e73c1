using System.Net.Sockets;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Commands;

/// <summary>Prints what a shell needs, so that <c>eval "$(holdfast env --dev)"</c> is enough.</summary>
internal static class EnvCommand
{
    /// <summary>Prints the exports.</summary>
    public static async Task<int> RunAsync(ServerOptions options)
    {
        await Console.Out.WriteAsync(Write(options));
        return 0;
    }

    /// <summary>Where clients find the server.</summary>
    public static string UrlOf(ServerOptions options, int port)
    {
        var host = options.Listen is not { } address || address.Equals(System.Net.IPAddress.Any) || address.Equals(System.Net.IPAddress.IPv6Any)
            ? "localhost"
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]"
            : address.ToString();
        return $"http://{host}:{port}";
    }

    /// <summary>Writes the exports.</summary>
    public static string Write(ServerOptions options)
    {
        var lines = $"""
            export AWS_ENDPOINT_URL={UrlOf(options, options.Port)}
            export AWS_REGION={options.Region}
            export AWS_DEFAULT_REGION={options.Region}

            """;
        return !options.IsDev ? lines : lines + """
            export AWS_ACCESS_KEY_ID=test
            export AWS_SECRET_ACCESS_KEY=test

            """;
    }
}
