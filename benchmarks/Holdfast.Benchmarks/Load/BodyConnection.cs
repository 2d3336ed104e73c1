using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Benchmarks.Load;

/// <summary>One HTTP/1.1 connection that sends and receives bodies of any size and keeps nothing of them.</summary>
internal sealed class BodyConnection : IDisposable
{
    private const int PieceBytes = 256 << 10;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _piece = new byte[PieceBytes];
    private readonly byte[] _source;

    /// <summary>Opens the connection.</summary>
    /// <param name="port">The port of the loopback.</param>
    /// <param name="source">The bytes that bodies are made of, again and again.</param>
    public BodyConnection(int port, byte[] source)
    {
        _source = source;
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Sends a request with a body and reads the answer to its end.</summary>
    /// <param name="head">The request's head.</param>
    /// <param name="bytes">The length of the body.</param>
    /// <returns>The time it took, and the beginning of the answer.</returns>
    public (TimeSpan Elapsed, string Answer) Send(ReadOnlySpan<byte> head, long bytes = 0)
    {
        var start = Stopwatch.GetTimestamp();
        SendAll(head);
        for (long sent = 0; sent < bytes;)
        {
            var piece = _source.AsSpan(0, (int)Math.Min(_source.Length, bytes - sent));
            SendAll(piece);
            sent += piece.Length;
        }

        var answer = Receive();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 204", StringComparison.Ordinal)
            ? (elapsed, answer)
            : throw new IOException($"A request was answered: {answer}");
    }

    public void Dispose() => _socket.Dispose();

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    private string Receive()
    {
        var have = 0;
        int end;
        while ((end = _piece.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) < 0)
        {
            have += Read(_piece.AsSpan(have));
        }

        var answer = Encoding.UTF8.GetString(_piece.AsSpan(0, Math.Min(have, end + 2_048)));
        var at = _piece.AsSpan(0, end).IndexOf("\r\nContent-Length: "u8);
        var length = at >= 0 && Utf8Parser.TryParse(_piece.AsSpan(at + "\r\nContent-Length: ".Length, 20), out long stated, out _) ? stated : 0;

        for (var rest = length - (have - end - 4); rest > 0;)
        {
            rest -= Read(_piece);
        }

        return answer;
    }

    private int Read(Span<byte> into)
        => _socket.Receive(into) is var read and > 0 ? read : throw new IOException("The server closed the connection before the end of an answer.");
}
