using System.Buffers;
using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Reads bytes of an object, opening one chunk at a time.</summary>
/// <param name="blobs">The files.</param>
/// <param name="parts">The parts, in their order.</param>
internal sealed class BodyStream(IBlobStore blobs, IReadOnlyList<OpenBody> parts) : Stream
{
    private byte[]? _sealed;
    private byte[]? _plain;
    private int _part = -1;
    private ChunkCipher? _cipher;
    private IBlob? _blob;
    private long _position;
    private long _end;
    private int _plainStart;
    private int _plainEnd;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => parts.Sum(static part => part.Slice.Length);

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens the first part.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (parts.Count > 0)
        {
            await NextAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_plainStart < _plainEnd)
            {
                var length = Math.Min(buffer.Length, _plainEnd - _plainStart);
                _plain.AsSpan(_plainStart, length).CopyTo(buffer.Span);
                _plainStart += length;
                return length;
            }

            if (_part < parts.Count && _part >= 0 && _position < _end)
            {
                var read = await OpenChunkAsync(buffer, cancellationToken);
                if (read > 0)
                {
                    return read;
                }
            }
            else if (_part + 1 < parts.Count)
            {
                await NextAsync(cancellationToken);
            }
            else
            {
                return 0;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
        => throw new NotSupportedException("Bodies are read asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is ever written.
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ClosePart();
            if (Interlocked.Exchange(ref _sealed, null) is { } rented)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }

            if (Interlocked.Exchange(ref _plain, null) is { } plain)
            {
                ArrayPool<byte>.Shared.Return(plain, clearArray: true);
            }
        }

        base.Dispose(disposing);
    }

    private async ValueTask NextAsync(CancellationToken cancellationToken)
    {
        ClosePart();
        _part++;
        var (slice, inline) = (parts[_part].Slice, parts[_part].Inline);
        _cipher = new(slice.Key);
        _position = slice.Offset;
        _end = slice.Offset + slice.Length;
        if (inline is null && slice.Length > 0)
        {
            _blob = await blobs.OpenAsync(BodyStore.NameOf(slice.Body.Id, slice.Body.IsCold), cancellationToken)
                ?? throw new InvalidDataException($"The file of the body {slice.Body.Id} is missing.");
        }
    }

    // A whole chunk goes straight to who reads; of others the wanted part is kept aside.
    private async ValueTask<int> OpenChunkAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var (slice, inline) = (parts[_part].Slice, parts[_part].Inline);
        var chunk = _position / ChunkCipher.PlainBytes;
        var start = chunk * ChunkCipher.PlainBytes;
        var plainLength = (int)Math.Min(ChunkCipher.PlainBytes, slice.Body.Length - start);
        var isLast = chunk == ChunkCipher.ChunksOf(slice.Body.Length) - 1;
        var sealedChunk = inline is null ? await ReadSealedAsync(chunk, plainLength, cancellationToken) : inline.AsMemory();
        var skip = (int)(_position - start);
        var wanted = (int)Math.Min(plainLength - skip, _end - _position);
        _position += wanted;
        if (skip == 0 && wanted == plainLength && buffer.Length >= plainLength)
        {
            return _cipher!.Open(chunk, isLast, sealedChunk.Span, buffer.Span);
        }

        _plain ??= ArrayPool<byte>.Shared.Rent(ChunkCipher.PlainBytes);
        _cipher!.Open(chunk, isLast, sealedChunk.Span, _plain);
        _plainStart = skip;
        _plainEnd = skip + wanted;
        return 0;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadSealedAsync(long chunk, int plainLength, CancellationToken cancellationToken)
    {
        _sealed ??= ArrayPool<byte>.Shared.Rent(ChunkCipher.SealedBytesMax);
        var into = _sealed.AsMemory(0, plainLength + _cipher!.Overhead);
        var offset = _cipher.OffsetOf(chunk);
        var filled = 0;
        while (filled < into.Length)
        {
            var read = await _blob!.ReadAsync(offset + filled, into[filled..], cancellationToken);
            if (read == 0)
            {
                throw new InvalidDataException("The file of a body is shorter than it was.");
            }

            filled += read;
        }

        return into;
    }

    private void ClosePart()
    {
        _cipher?.Dispose();
        _cipher = null;
        _blob?.Dispose();
        _blob = null;
    }
}
