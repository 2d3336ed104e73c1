using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Listening;

/// <summary>Tells by the first byte of a connection whether it is TLS or plain, HTTP/1.1 or HTTP/2, so that one port serves all.</summary>
internal sealed partial class FirstByte(
    ConnectionDelegate next, LocalAuthority authority, GateOptions options, TimeProvider time, ILogger logger)
{
    // The first byte of a TLS record that carries a handshake (RFC 8446, 5.1).
    private const byte TlsHandshake = 0x16;

    private static readonly ConnectionFacts Plain = new();
    private static readonly ConnectionFacts PlainHttp2 = new() { ApplicationProtocol = SslApplicationProtocol.Http2.Protocol };
    private static readonly List<SslApplicationProtocol> Protocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    /// <summary>Serves one connection to its end.</summary>
    public async Task ServeAsync(ConnectionContext connection)
    {
        Opening opening;
        using (var deadline = new CancellationTokenSource(options.HandshakeTimeout, time))
        {
            try
            {
                opening = await ReadOpeningAsync(connection.Transport.Input, deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Log.TooSlow(logger, connection.ConnectionId);
                return;
            }
            catch (Exception gone) when (gone is ConnectionResetException or ConnectionAbortedException)
            {
                return;
            }
        }

        switch (opening)
        {
            case Opening.Tls:
                await ServeTlsAsync(connection);
                break;
            case Opening.Http2:
                // Kestrel speaks HTTP/2 where a handshake chose it; here the client's preface did.
                connection.Features.Set(PlainHttp2);
                connection.Features.Set<ITlsConnectionFeature>(PlainHttp2);
                connection.Features.Set<ITlsApplicationProtocolFeature>(PlainHttp2);
                await next(connection);
                break;
            case Opening.Http1:
                connection.Features.Set(Plain);
                await next(connection);
                break;
            default:
                break;
        }
    }

    private static async ValueTask<Opening> ReadOpeningAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var opening = Judge(result.Buffer, result.IsCompleted);
            if (opening is { } known)
            {
                // Nothing is examined, so that the next reader has it all at once.
                input.AdvanceTo(result.Buffer.Start);
                return known;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static Opening? Judge(ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        if (buffer.IsEmpty)
        {
            return isCompleted ? Opening.Closed : null;
        }

        Span<byte> start = stackalloc byte[4];
        var length = (int)Math.Min(buffer.Length, start.Length);
        buffer.Slice(0, length).CopyTo(start);
        start = start[..length];
        if (start[0] == TlsHandshake)
        {
            return Opening.Tls;
        }

        if (!"PRI "u8.StartsWith(start))
        {
            return Opening.Http1;
        }

        return length == 4 ? Opening.Http2 : isCompleted ? Opening.Http1 : null;
    }

    private async Task ServeTlsAsync(ConnectionContext connection)
    {
        var plain = connection.Transport;
        await using var transport = new DuplexPipeStream(plain);
        await using var tls = new SslStream(transport, leaveInnerStreamOpen: true);
        if (!await ShakeHandsAsync(tls, connection))
        {
            return;
        }

        var facts = new ConnectionFacts
        {
            TlsVersion = ConnectionFacts.NameOf(tls.SslProtocol),
            CipherSuite = tls.NegotiatedCipherSuite.ToString(),
            ApplicationProtocol = tls.NegotiatedApplicationProtocol.Protocol,
        };
        connection.Features.Set(facts);
        connection.Features.Set<ITlsConnectionFeature>(facts);
        connection.Features.Set<ITlsApplicationProtocolFeature>(facts);
        connection.Features.Set<ITlsHandshakeFeature>(new Handshake(tls));
        var encrypted = new StreamDuplexPipe(tls, connection.Features.Get<IMemoryPoolFeature>()?.MemoryPool);
        connection.Transport = encrypted;
        try
        {
            await next(connection);
        }
        finally
        {
            await encrypted.Input.CompleteAsync();
            await encrypted.Output.CompleteAsync();
            connection.Transport = plain;
        }
    }

    private async ValueTask<bool> ShakeHandsAsync(SslStream tls, ConnectionContext connection)
    {
        using var deadline = new CancellationTokenSource(options.HandshakeTimeout, time);
        try
        {
            await tls.AuthenticateAsServerAsync(
                static (_, hello, state, _) => ValueTask.FromResult(((FirstByte)state!).OptionsFor(hello.ServerName)), this, deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            Log.TooSlow(logger, connection.ConnectionId);
            return false;
        }
        catch (Exception failed) when (failed is IOException or AuthenticationException or ConnectionResetException)
        {
            // The client went away or does not trust the local authority: its own log says why.
            Log.HandshakeFailed(logger, connection.ConnectionId, failed.Message);
            return false;
        }
    }

    private SslServerAuthenticationOptions OptionsFor(string? name) => new()
    {
        ServerCertificateContext = authority.ContextFor(name),
        ApplicationProtocols = Protocols,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
    };

    private enum Opening
    {
        Closed,
        Http1,
        Http2,
        Tls,
    }

    private sealed class StreamDuplexPipe(Stream stream, MemoryPool<byte>? pool) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(
            stream, new StreamPipeReaderOptions(pool, leaveOpen: true, useZeroByteReads: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(pool, leaveOpen: true));
    }

    private sealed class Handshake(SslStream tls) : ITlsHandshakeFeature
    {
        public SslProtocols Protocol => tls.SslProtocol;

        public TlsCipherSuite? NegotiatedCipherSuite => tls.NegotiatedCipherSuite;

#pragma warning disable SYSLIB0058 // The interface still has the members that the cipher suite replaced.
        public CipherAlgorithmType CipherAlgorithm => tls.CipherAlgorithm;

        public int CipherStrength => tls.CipherStrength;

        public HashAlgorithmType HashAlgorithm => tls.HashAlgorithm;

        public int HashStrength => tls.HashStrength;

        public ExchangeAlgorithmType KeyExchangeAlgorithm => tls.KeyExchangeAlgorithm;

        public int KeyExchangeStrength => tls.KeyExchangeStrength;
#pragma warning restore SYSLIB0058
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Connection {Connection} sent nothing, or no handshake, in time")]
        public static partial void TooSlow(ILogger logger, string connection);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Connection {Connection} failed its TLS handshake: {Reason}")]
        public static partial void HandshakeFailed(ILogger logger, string connection, string reason);
    }
}
