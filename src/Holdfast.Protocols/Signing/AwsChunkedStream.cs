using System.Buffers;

namespace Holdfast.Protocols.Signing;

/// <summary>Reads the decoded bytes of an <c>aws-chunked</c> body.</summary>
/// <remarks>
/// Throws <see cref="SignedBodyException"/> where the body is refused. Keep nothing of it until it has ended with
/// zero bytes: only then has everything been verified.
/// </remarks>
/// <param name="body">The body as it arrives; not disposed.</param>
/// <param name="decoder">Decodes it; disposed with the stream.</param>
public sealed class AwsChunkedStream(Stream body, AwsChunkedDecoder decoder) : VerifyingStream
{
    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _start;
    private int _end;
    private Refusal? _refusal;

    /// <summary>The length of the body without its framing, as the request announces it.</summary>
    public long DecodedLength => decoder.DecodedLength;

    /// <summary>The algorithm of the checksum that the trailer is to carry, as S3 spells it; null when it carries none.</summary>
    public string? TrailingAlgorithm => decoder.TrailingAlgorithm;

    /// <summary>The checksum that the trailer carried, in Base64, once the body has ended; it was verified.</summary>
    public string? TrailingChecksum => decoder.Checksum?.Value;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Decode(buffer);
            if (written > 0)
            {
                return written;
            }

            if (!Fill(body.Read(Buffer)))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var written = Decode(buffer.Span);
            if (written > 0)
            {
                return written;
            }

            if (!Fill(await body.ReadAsync(Buffer, cancellationToken)))
            {
                return 0;
            }
        }

        return 0;
    }

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(AwsChunkedStream));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
            decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Decode(Span<byte> output)
    {
        ThrowIf(_refusal);
        var refusal = decoder.Decode(Buffer.AsSpan(_start, _end - _start), output, out var consumed, out var written);
        _start += consumed;
        ThrowIf(refusal);
        return written;
    }

    private bool Fill(int read)
    {
        _start = 0;
        _end = read;
        if (read == 0)
        {
            ThrowIf(decoder.Complete());
        }

        return read > 0;
    }

    private void ThrowIf(Refusal? refusal)
    {
        if (refusal is not null)
        {
            _refusal = refusal;
            throw new SignedBodyException(refusal);
        }
    }
}
