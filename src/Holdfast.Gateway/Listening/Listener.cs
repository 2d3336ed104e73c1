using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Holdfast.Gateway.Listening;

/// <summary>Kestrel on one port, without a host around it: the least that can start.</summary>
public sealed class Listener : IAsyncDisposable
{
    // So much of an answer may wait for the network while the next piece of it is read and opened.
    private const int AnswerBytesAhead = 256 << 10;

    private static readonly TimeSpan BodyRateGrace = TimeSpan.FromSeconds(5);

    private readonly KestrelServer _server;
    private readonly TimeSpan _drainTimeout;

    private Listener(KestrelServer server, TimeSpan drainTimeout)
    {
        _server = server;
        _drainTimeout = drainTimeout;
    }

    /// <summary>The port that is listened on; the operating system's choice when port 0 was asked for.</summary>
    public int Port { get; private set; }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <param name="gate">Where requests go.</param>
    /// <param name="address">The address; null for the loopback addresses of this machine.</param>
    /// <param name="port">The port; 0 for the operating system's choice.</param>
    /// <param name="authority">Vouches for the names under which clients ask.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="loggers">Where loggers come from.</param>
    public static Task<Listener> StartAsync(
        Gate gate, IPAddress? address, int port, LocalAuthority authority, GateOptions options, ILoggerFactory loggers)
        => StartAsync(gate.Application, address, port, authority, options, loggers);

    /// <summary>Begins to serve any application, as the benchmarks do that measure the floor.</summary>
    internal static async Task<Listener> StartAsync<TContext>(
        IHttpApplication<TContext> application,
        IPAddress? address,
        int port,
        LocalAuthority authority,
        GateOptions options,
        ILoggerFactory loggers)
        where TContext : notnull
    {
        var kestrel = new KestrelServerOptions();
        Limit(kestrel, options);
        var logger = loggers.CreateLogger("Holdfast.Gateway.Listening");
        if (address is null && port != 0)
        {
            kestrel.ListenLocalhost(port, Configure);
        }
        else
        {
            kestrel.Listen(address ?? IPAddress.Loopback, port, Configure);
        }

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        var server = new KestrelServer(Options.Create(kestrel), transport, loggers);
        try
        {
            await server.StartAsync(application, CancellationToken.None);
            return new Listener(server, options.DrainTimeout) { Port = PortOf(server) };
        }
        catch
        {
            server.Dispose();
            throw;
        }

        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.Use(next => new FirstByte(next, authority, options, TimeProvider.System, logger).ServeAsync);
        }
    }

    /// <summary>Says whether a failed start means that another process has the port.</summary>
    public static bool IsPortInUse(Exception failure)
        => failure is IOException { InnerException: AddressInUseException }
            || failure is AddressInUseException
            || failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };

    /// <summary>Takes no further connections, lets the calls under way end, and cuts off those that take too long.</summary>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(_drainTimeout, TimeProvider.System);
        await _server.StopAsync(deadline.Token);
        _server.Dispose();
    }

    private static void Limit(KestrelServerOptions kestrel, GateOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;

        // A plain HTTP/2 connection looks encrypted to Kestrel (see FirstByte), and says http.
        kestrel.AllowAlternateSchemes = true;
        var limits = kestrel.Limits;

        // Kestrel cuts off without a word of AWS's, so the gate refuses first, at half of what Kestrel takes.
        limits.MaxRequestHeadersTotalSize = options.HeaderBytesMax * 2;
        limits.MaxRequestHeaderCount = options.HeaderCountMax * 2;
        limits.MaxRequestLineSize = options.RequestLineBytesMax * 2;
        limits.MaxRequestBodySize = null;
        limits.MaxResponseBufferSize = AnswerBytesAhead;
        limits.MaxConcurrentConnections = options.ConnectionsMax;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.MinRequestBodyDataRate = options.BodyBytesPerSecondMin == 0
            ? null
            : new MinDataRate(options.BodyBytesPerSecondMin, BodyRateGrace);
        limits.Http2.MaxStreamsPerConnection = options.StreamsPerConnectionMax;
        limits.Http2.MaxRequestHeaderFieldSize = options.HeaderBytesMax * 2;
    }

    private static int PortOf(KestrelServer server)
    {
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            return BindingAddress.Parse(address).Port;
        }

        throw new InvalidOperationException("The server has no address.");
    }
}
