using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Holdfast.Benchmarks.Load;

/// <summary>The floor of an object store: the same Kestrel with plain files. What is put is synced to the disk before it is answered; nobody signs, nothing is judged, hashed, sealed or recorded.</summary>
internal static class FileServer
{
    /// <summary>Serves a folder of its own until its standard input ends; prints <c>Ready.</c> when it serves.</summary>
    public static async Task<int> RunAsync(int port)
    {
        // The end of its input ends it, so that the folder goes.
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static signal => signal.Cancel = true);
        var folder = Directory.CreateTempSubdirectory("holdfast-floor-");
        try
        {
            var options = new KestrelServerOptions { AddServerHeader = false };
            options.Limits.MaxRequestBodySize = null;
            options.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http1);
            using var server = new KestrelServer(
                Options.Create(options),
                new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
                NullLoggerFactory.Instance);
            await server.StartAsync(new Files(folder.FullName), CancellationToken.None);
            Console.WriteLine("Ready.");
            await Console.In.ReadToEndAsync();
            await server.StopAsync(CancellationToken.None);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Files(string folder) : IHttpApplication<IFeatureCollection>
    {
        private const int PieceBytes = 64 << 10;

        // A file each time, as an object store writes one; the latest is what is read.
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _latest = new(StringComparer.Ordinal);
        private long _number;

        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }

        public Task ProcessRequestAsync(IFeatureCollection context)
            => context.GetRequiredFeature<IHttpRequestFeature>().Method == "PUT" ? PutAsync(context) : GetAsync(context);

        private async Task PutAsync(IFeatureCollection context)
        {
            var request = context.GetRequiredFeature<IHttpRequestFeature>();
            var path = Path.Combine(folder, Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture));
            using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
            {
                var buffer = new byte[PieceBytes];
                for (long length = 0; await request.Body.ReadAsync(buffer) is var read and > 0; length += read)
                {
                    RandomAccess.Write(file, buffer.AsSpan(0, read), length);
                }

                await Task.Run(() => RandomAccess.FlushToDisk(file));
            }

            _latest[request.Path] = path;
            context.GetRequiredFeature<IHttpResponseFeature>().Headers.ContentLength = 0;
        }

        private async Task GetAsync(IFeatureCollection context)
        {
            var response = context.GetRequiredFeature<IHttpResponseFeature>();
            var body = context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer;
            using var file = File.OpenHandle(_latest[context.GetRequiredFeature<IHttpRequestFeature>().Path]);
            var length = RandomAccess.GetLength(file);
            response.Headers.ContentLength = length;
            for (long sent = 0; sent < length;)
            {
                var read = RandomAccess.Read(file, body.GetSpan(PieceBytes), sent);
                body.Advance(read);
                sent += read;
                await body.FlushAsync();
            }
        }
    }
}
