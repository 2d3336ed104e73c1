using System.Net;
using Holdfast.Gateway;
using Holdfast.Kernel.Ids;
using Holdfast.Server.Federation;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.Iam.SignIn;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Configuration;

/// <summary>How a server is started.</summary>
public sealed class ServerOptions
{
    /// <summary>The port that the ecosystem's tools look at.</summary>
    public const int DefaultPort = 4566;

    /// <summary>Where the data is kept unless another folder is named.</summary>
    public const string DefaultData = "./.holdfast";

    /// <summary>Whether the conventions of local clouds hold.</summary>
    public bool IsDev { get; set; }

    /// <summary>Whether everything is kept in memory alone.</summary>
    public bool IsEphemeral { get; set; }

    /// <summary>The number of the management account; null takes the one of the data folder, or makes one.</summary>
    public AccountId? Account { get; set; }

    /// <summary>The region of calls that name none.</summary>
    public Region Region { get; set; } = new("us-east-1");

    /// <summary>The port; 0 lets the operating system choose.</summary>
    public int Port { get; set; } = DefaultPort;

    /// <summary>The data folder.</summary>
    public string Data { get; set; } = DefaultData;

    /// <summary>The address to listen on; null is this machine alone.</summary>
    public IPAddress? Listen { get; set; }

    /// <summary>The least severe level that is logged.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Warning;

    /// <summary>What can be set about the event history.</summary>
    public EventHistoryOptions EventHistory { get; } = new();

    /// <summary>How often trails deliver; null is every five minutes, or every five seconds by the conventions of local clouds.</summary>
    public TimeSpan? TrailInterval { get; set; }

    /// <summary>How often trails deliver digests; null is hourly, or every minute by the conventions of local clouds.</summary>
    public TimeSpan? DigestInterval { get; set; }

    /// <summary>How the console's sign-in holds out against guessing.</summary>
    public SignInOptions SignIn { get; } = new();

    /// <summary>Where the keys of OIDC providers come from.</summary>
    public WebKeyOptions WebKeys { get; } = new();

    /// <summary>The users that an account may have.</summary>
    public int UsersPerAccount { get; set; } = 5_000;

    /// <summary>Whether new buckets begin as before April 2023: with access control lists, and open to policies and lists that make them public.</summary>
    public bool HasOpenBuckets { get; set; }

    /// <summary>The bounds of the gate.</summary>
    public GateOptions Gate { get; } = new();

    /// <summary>The key that secrets are sealed under, in base 64; null keeps one in the data folder.</summary>
    internal string? MasterKey { get; set; }
}
