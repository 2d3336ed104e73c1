using System.Net;
using Holdfast.Gateway;
using Holdfast.Kernel.Ids;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Configuration;

/// <summary>Everything that can be configured, in the order in which <c>docs/configuration.md</c> lists it.</summary>
internal static class SettingTable
{
    private const int Hour = 3_600;
    private const int Mebibyte = 1 << 20;

    /// <summary>The settings of the server.</summary>
    public static IReadOnlyList<Setting> Server { get; } =
    [
        Setting.Flag("dev", "Holds to the conventions of local clouds: `test`/`test` is the root user of the account, an account number with the secret `test` is the root user of that account, made when first seen, and the calls that turn the clock and empty the world exist. Refused outside loopback.", (options, value) => options.IsDev = value),
        Setting.Flag("ephemeral", "Keeps everything in memory; nothing is left after the end.", (options, value) => options.IsEphemeral = value),
        new("account", "made at first start; 000000000000 with `--dev`", "The number of the management account: twelve digits.", SetAccount) { HasOption = true },
        new("region", "us-east-1", "The region of calls that name none.", SetRegion) { HasOption = true },
        Setting.Number("port", 0, 65_535, ServerOptions.DefaultPort, "The port, for HTTP and HTTPS alike; 0 lets the operating system choose.", (options, value) => options.Port = value) with { HasOption = true },
        new("data", ServerOptions.DefaultData, "The folder that keeps the data; one server at a time.", SetData) { HasOption = true },
        new("listen", "localhost", "The address to listen on: `localhost`, or an IP address such as `0.0.0.0`.", SetListen) { HasOption = true },
        new("logLevel", "warning", "The least severe level that is logged to standard error: `trace`, `debug` (a line for each request), `information`, `warning`, `error`, `critical` or `none`.", SetLogLevel),
        Setting.Number("usersPerAccount", 1, 100_000_000, 5_000, "The users that an account may have; AWS raises its 5,000 on request. Beyond: IAM's `LimitExceeded`.", (options, value) => options.UsersPerAccount = value),
        Setting.Flag("openBuckets", "Has new buckets begin as before April 2023: with access control lists (object ownership `ObjectWriter`) and without a block of public access, as tests of that time expect. AWS begins them closed since.", (options, value) => options.HasOpenBuckets = value),
        Setting.Number("lookupsPerSecond", 0, 1_000_000, 0, "The `LookupEvents` calls that an account may make in a region in a second; 0 is no bound, AWS allows 2. Beyond: `ThrottlingException`.", (options, value) => options.EventHistory.LookupsPerSecond = value),
        Setting.Seconds("trailInterval", 1, 24 * Hour, TimeSpan.FromMinutes(5), "How many seconds pass between two deliveries of a trail's events.", (options, value) => options.TrailInterval = value) with { Default = "300; 5 with `--dev`", HasOption = true },
        Setting.Seconds("digestInterval", 1, 24 * Hour, TimeSpan.FromHours(1), "How many seconds pass between two digests of a trail's files. When it is less than an hour, an hour without files still makes one empty digest, and a shorter time makes none.", (options, value) => options.DigestInterval = value) with { Default = "3600; 60 with `--dev`", HasOption = true },
        Setting.Number("signInFailuresMax", 0, 1_000_000, 5, "The failed sign-ins of one user after which the next attempts wait, 4 seconds at first and twice as long after each further one; 0 is no bound. Beyond: the answer says how long to wait, whatever the password.", (options, value) => options.SignIn.FailuresPerPrincipalMax = value),
        Setting.Number("signInFailuresPerSourceMax", 0, 1_000_000, 30, "The failed sign-ins from one address after which the next attempts wait; 0 is no bound. Beyond: as for users.", (options, value) => options.SignIn.FailuresPerSourceMax = value),
        Setting.Seconds("signInWaitMax", 1, 24 * Hour, TimeSpan.FromMinutes(15), "The most seconds that an attempt to sign in has to wait after too many failures.", (options, value) => options.SignIn.WaitMax = value),
        Setting.Number("signInCountersMax", 1_024, 10_000_000, 65_536, "The counters of failed sign-ins that are kept for users, and as many for addresses. Beyond: several share one.", (options, value) => options.SignIn.CountersMax = value),
        new("oidcKeys", "fetched from the providers", "The keys of OpenID Connect providers for machines that reach none: a file `{\"issuer\": \"https://…\", \"keys\": […]}`, or a folder of such files. Keys of issuers that it does not name are fetched.", SetOidcKeys),
        new("oidcLoopbackOnly", "false", "Whether the keys of OpenID Connect providers are fetched from this machine alone: `true` or `false`.", SetOidcLoopbackOnly),
        new("masterKey", "a file in the data folder", "The key under which secrets are sealed: 32 bytes in base 64. Without it a key is made at first start in `master.key`, readable by its owner alone.", SetMasterKey) { IsSecret = true },
    ];

    /// <summary>The bounds of the gate.</summary>
    public static IReadOnlyList<Setting> Gate { get; } = MakeGate(new GateOptions());

    /// <summary>All of them.</summary>
    public static IEnumerable<Setting> All => [.. Server, .. Gate];

    private static IReadOnlyList<Setting> MakeGate(GateOptions defaults) =>
    [
        Setting.Number("headerBytesMax", 1_024, Mebibyte, defaults.HeaderBytesMax, "The most bytes of all headers of a request. Beyond: `RequestHeaderSectionTooLarge`.", (options, value) => options.Gate.HeaderBytesMax = value),
        Setting.Number("headerCountMax", 16, 10_000, defaults.HeaderCountMax, "The most header lines of a request. Beyond: `RequestHeaderSectionTooLarge`.", (options, value) => options.Gate.HeaderCountMax = value),
        Setting.Number("requestLineBytesMax", 1_024, Mebibyte, defaults.RequestLineBytesMax, "The most bytes of path and query. Beyond: `RequestHeaderSectionTooLarge`.", (options, value) => options.Gate.RequestLineBytesMax = value),
        Setting.Number("bodyBytesMax", 1_024, 1_024 * Mebibyte, defaults.BodyBytesMax, "The most bytes of a body that is read into memory, whatever its operation allows. Beyond: `RequestEntityTooLarge`; S3: `MaxMessageLengthExceeded`.", (options, value) => options.Gate.BodyBytesMax = value),
        Setting.Seconds("handshakeTimeout", 1, Hour, defaults.HandshakeTimeout, "How many seconds a client may take over its TLS handshake, or its first byte. Beyond: the connection is closed.", (options, value) => options.Gate.HandshakeTimeout = value),
        Setting.Seconds("headersTimeout", 1, Hour, defaults.HeadersTimeout, "How many seconds a client may take to send its headers. Beyond: HTTP 408.", (options, value) => options.Gate.HeadersTimeout = value),
        Setting.Seconds("keepAliveTimeout", 1, 24 * Hour, defaults.KeepAliveTimeout, "How many seconds a connection may stay open without a request. Beyond: it is closed.", (options, value) => options.Gate.KeepAliveTimeout = value),
        Setting.Number("bodyBytesPerSecondMin", 0, Mebibyte, defaults.BodyBytesPerSecondMin, "The fewest bytes of a body that a client must send in a second, after five seconds of grace; 0 is no bound. Below: HTTP 408.", (options, value) => options.Gate.BodyBytesPerSecondMin = value),
        Setting.Number("connectionsMax", 1, 1_000_000, defaults.ConnectionsMax, "The most connections at a time. Beyond: the connection is closed.", (options, value) => options.Gate.ConnectionsMax = value),
        Setting.Number("streamsPerConnectionMax", 1, 10_000, defaults.StreamsPerConnectionMax, "The most requests that one HTTP/2 connection may have under way. Beyond: HTTP/2's `REFUSED_STREAM`.", (options, value) => options.Gate.StreamsPerConnectionMax = value),
        Setting.Number("requestsPerSecondPerAccount", 0, 10_000_000, defaults.RequestsPerSecondPerAccount, "The requests that an account may make in a second, and at once; 0 is no bound. Beyond: `Throttling`, `ThrottlingException`, `RequestLimitExceeded` or `SlowDown`, as the service calls it.", (options, value) => options.Gate.RequestsPerSecondPerAccount = value),
        Setting.Number("requestsPerSecondPerSource", 0, 10_000_000, defaults.RequestsPerSecondPerSource, "The requests that one source address may make in a second, and at once; 0 is no bound. Beyond: as for accounts.", (options, value) => options.Gate.RequestsPerSecondPerSource = value),
        Setting.Number("ratesKeptMax", 100, 10_000_000, defaults.RatesKeptMax, "The most accounts, and the most sources, whose rates are kept at a time.", (options, value) => options.Gate.RatesKeptMax = value),
        Setting.Number("credentialsKeptMax", 100, 10_000_000, defaults.CredentialsKeptMax, "The most access keys that are kept opened and compiled in memory.", (options, value) => options.Gate.CredentialsKeptMax = value),
        Setting.Number("signInsAtOnceMax", 1, 1_000, defaults.SignInsAtOnceMax, "The most people whose console passwords are checked at a time, each of which takes a processor some time; sixteen for each may wait. Beyond: HTTP 429.", (options, value) => options.Gate.SignInsAtOnceMax = value),
        Setting.Number("optimisticAttemptsMax", 1, 1_000, defaults.OptimisticAttemptsMax, "How often a call that lost to another is tried before it is given the store to itself.", (options, value) => options.Gate.OptimisticAttemptsMax = value),
        Setting.Number("exclusiveAttemptsMax", 1, 1_000, defaults.ExclusiveAttemptsMax, "How often a call that has the store to itself is tried before it is given up. Beyond: `ServiceUnavailable`.", (options, value) => options.Gate.ExclusiveAttemptsMax = value),
        Setting.Seconds("drainTimeout", 0, Hour, defaults.DrainTimeout, "How many seconds an orderly stop waits for calls that are under way. Beyond: they are cut off.", (options, value) => options.Gate.DrainTimeout = value),
    ];

    private static string? SetAccount(ServerOptions options, string text)
    {
        if (!AccountId.TryParse(text, null, out var account))
        {
            return $"'{text}' is not an account number: twelve digits are";
        }

        options.Account = account;
        return null;
    }

    private static string? SetRegion(ServerOptions options, string text)
    {
        if (!Region.TryParse(text, null, out var region))
        {
            return $"'{text}' is not the name of a region, such as eu-west-1";
        }

        options.Region = region;
        return null;
    }

    private static string? SetData(ServerOptions options, string text)
    {
        options.Data = text;
        return text.Length == 0 ? "the name of a folder is needed" : null;
    }

    private static string? SetListen(ServerOptions options, string text)
    {
        if (text == "localhost")
        {
            options.Listen = null;
            return null;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            return $"'{text}' is neither localhost nor an IP address";
        }

        options.Listen = address;
        return null;
    }

    private static string? SetLogLevel(ServerOptions options, string text)
    {
        if (!Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) || char.IsAsciiDigit(text[0]))
        {
            return $"'{text}' is not a level, such as warning";
        }

        options.LogLevel = level;
        return null;
    }

    private static string? SetOidcKeys(ServerOptions options, string text)
    {
        if (!File.Exists(text) && !Directory.Exists(text))
        {
            return $"there is no file or folder '{text}'";
        }

        options.WebKeys.Given = Path.GetFullPath(text);
        return null;
    }

    private static string? SetOidcLoopbackOnly(ServerOptions options, string text)
    {
        if (!bool.TryParse(text, out var value))
        {
            return $"'{text}' is neither true nor false";
        }

        options.WebKeys.IsLoopbackOnly = value;
        return null;
    }

    private static string? SetMasterKey(ServerOptions options, string text)
    {
        options.MasterKey = text;
        Span<byte> key = stackalloc byte[Secrets.AesSecretSealer.KeyBytes + 1];
        return Convert.TryFromBase64String(text, key, out var length) && length == Secrets.AesSecretSealer.KeyBytes
            ? null
            : "it is not 32 bytes in base 64";
    }
}
