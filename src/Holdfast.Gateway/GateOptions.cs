namespace Holdfast.Gateway;

/// <summary>The bounds of the gate. Each has a name, a default and an error of its own; <c>docs/configuration.md</c> lists them.</summary>
public sealed class GateOptions
{
    /// <summary>The most bytes of all headers of a request.</summary>
    public int HeaderBytesMax { get; set; } = 32 * 1024;

    /// <summary>The most header lines of a request.</summary>
    public int HeaderCountMax { get; set; } = 100;

    /// <summary>The most bytes of the request line; a presigned URL with a session token stays well below.</summary>
    public int RequestLineBytesMax { get; set; } = 16 * 1024;

    /// <summary>The most bytes of a body that is read into memory, whatever its operation allows.</summary>
    public int BodyBytesMax { get; set; } = 16 * 1024 * 1024;

    /// <summary>How long a client may take over its TLS handshake, or its first byte.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to send its headers.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may stay open without a request.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(130);

    /// <summary>The fewest bytes of a body that a client must send in a second, after a grace of five seconds.</summary>
    public int BodyBytesPerSecondMin { get; set; } = 240;

    /// <summary>The most connections at a time.</summary>
    public int ConnectionsMax { get; set; } = 10_000;

    /// <summary>The most requests that one HTTP/2 connection may have under way.</summary>
    public int StreamsPerConnectionMax { get; set; } = 256;

    /// <summary>The requests that an account may make in a second, on average; zero is no limit.</summary>
    public int RequestsPerSecondPerAccount { get; set; } = 100_000;

    /// <summary>The requests that one source address may make in a second, on average; zero is no limit.</summary>
    public int RequestsPerSecondPerSource { get; set; } = 100_000;

    /// <summary>The most accounts, and the most sources, whose rates are kept at a time; the least active are forgotten first.</summary>
    public int RatesKeptMax { get; set; } = 10_000;

    /// <summary>The most access keys that are kept opened and compiled in memory.</summary>
    public int CredentialsKeptMax { get; set; } = 100_000;

    /// <summary>The most people whose passwords are checked at a time.</summary>
    public int SignInsAtOnceMax { get; set; } = 4;

    /// <summary>How often a call that lost to another one is tried again before it is given the store to itself.</summary>
    public int OptimisticAttemptsMax { get; set; } = 4;

    /// <summary>How often a call that has the store to itself is tried before it is given up.</summary>
    public int ExclusiveAttemptsMax { get; set; } = 3;

    /// <summary>How long an orderly stop waits for calls that are under way.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
