using System.Buffers.Text;
using System.Net.Sockets;

namespace Holdfast.Wire;

/// <summary>One HTTP/1.1 connection that sends prepared requests and reads each answer to its end.</summary>
public sealed class WireConnection : IDisposable
{
    private const int AnswerBytesMax = 64 << 20;

    // An answer of this status has no body, and names no length.
    private const int NoContent = 204;

    private static ReadOnlySpan<byte> LengthHeader => "\r\nContent-Length: "u8;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>Opens the connection to a port of the loopback.</summary>
    public async Task ConnectAsync(int port, CancellationToken cancellationToken)
        => await _socket.ConnectAsync("127.0.0.1", port, cancellationToken);

    /// <summary>Sends one request and reads its answer.</summary>
    /// <returns>The status of the answer.</returns>
    /// <exception cref="IOException">The server closed the connection, or answered what this client does not read.</exception>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..], SocketFlags.None, cancellationToken);
        }

        var have = 0;
        var need = int.MaxValue;
        while (have < need)
        {
            if (have == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, AnswerBytesMax));
            }

            var read = await _socket.ReceiveAsync(_buffer.AsMemory(have), SocketFlags.None, cancellationToken);
            if (read == 0)
            {
                throw new IOException("The server closed the connection before the end of an answer.");
            }

            have += read;
            if (need == int.MaxValue && LengthOf(_buffer.AsSpan(0, have)) is { } length)
            {
                need = length;
            }
        }

        LastAnswer = _buffer.AsMemory(0, have);
        return StatusOf(_buffer);
    }

    /// <summary>The bytes of the latest answer, until the next request.</summary>
    public ReadOnlyMemory<byte> LastAnswer { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // The length of the whole answer once its header is complete.
    private static int? LengthOf(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        if (StatusOf(answer) == NoContent)
        {
            return end + 4;
        }

        var at = answer[..end].IndexOf(LengthHeader);
        if (at < 0 || !Utf8Parser.TryParse(answer[(at + LengthHeader.Length)..], out int length, out _))
        {
            throw new IOException("An answer has no Content-Length.");
        }

        return end + 4 + length;
    }

    private static int StatusOf(ReadOnlySpan<byte> answer)
        => Utf8Parser.TryParse(answer["HTTP/1.1 ".Length..], out int status, out _) ? status : throw new IOException("An answer has no status.");
}
