using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Holdfast.Benchmarks.Load;

/// <summary>The floor: the same Kestrel, answering a constant of the size of a GetUser answer and doing nothing else.</summary>
internal static class FloorServer
{
    private const int AnswerBytes = 480;

    /// <summary>Serves until its standard input ends; prints <c>Ready.</c> when it serves.</summary>
    public static async Task<int> RunAsync(int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http1);
        using var server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        await server.StartAsync(new Constant(), CancellationToken.None);
        Console.WriteLine("Ready.");
        await Console.In.ReadToEndAsync();
        await server.StopAsync(CancellationToken.None);
        return 0;
    }

    private sealed class Constant : IHttpApplication<IFeatureCollection>
    {
        private static readonly byte[] Answer = new byte[AnswerBytes];

        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }

        public async Task ProcessRequestAsync(IFeatureCollection context)
        {
            var request = context.GetRequiredFeature<IHttpRequestFeature>();
            var response = context.GetRequiredFeature<IHttpResponseFeature>();
            var body = context.GetRequiredFeature<IHttpResponseBodyFeature>();
            var buffer = new byte[512];
            while (await request.Body.ReadAsync(buffer) > 0)
            {
                // A client's body must be read to its end before the next request of the connection.
            }

            response.StatusCode = 200;
            response.Headers.ContentType = "text/xml";
            response.Headers.ContentLength = AnswerBytes;
            await body.Writer.WriteAsync(Answer);
        }
    }
}
