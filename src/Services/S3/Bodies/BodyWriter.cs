using System.Buffers;
using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Seals a body chunk by chunk while it comes in; what is not kept in the end leaves nothing.</summary>
/// <param name="blobs">Where files go.</param>
/// <param name="id">The id of the body.</param>
/// <param name="key">Its key.</param>
/// <param name="isCold">Whether it goes to the archive, where every body is a file.</param>
internal sealed class BodyWriter(IBlobStore blobs, string id, byte[] key, bool isCold = false) : IAsyncDisposable
{
    // Hashing keeps up with the network on the average only; what comes faster for a moment waits in so many chunks.
    private const int ChunksBesideMax = 16;

    private readonly ChunkCipher _cipher = new(key);
    private readonly Queue<(byte[] Plain, Task Digest)> _beside = new();
    private byte[] _plain = Rent();
    private byte[]? _next;
    private readonly byte[] _sealed = ArrayPool<byte>.Shared.Rent(ChunkCipher.SealedBytesMax);
    private IBlobWriter? _blob;
    private int _filled;
    private long _chunks;
    private bool _isDisposed;

    /// <summary>What is computed over the body on its way; null when nothing is.</summary>
    public BodyDigests? Digests { get; init; }

    /// <summary>The id of the body.</summary>
    public string Id => id;

    /// <summary>Its key.</summary>
    public byte[] Key => key;

    /// <summary>The bytes taken so far.</summary>
    public long Length { get; private set; }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Room
        => _filled == ChunkCipher.PlainBytes ? (_next ??= Rent()).AsMemory(0, ChunkCipher.PlainBytes) : _plain.AsMemory(_filled, ChunkCipher.PlainBytes - _filled);

    /// <summary>Takes bytes that were put into the room.</summary>
    public async ValueTask AdvanceAsync(int count, CancellationToken cancellationToken)
    {
        if (_filled == ChunkCipher.PlainBytes)
        {
            // Only now is it sure that the full chunk is not the last.
            await FlushAsync(isLast: false, cancellationToken);
            (var full, _plain, _next) = (_plain, _next!, null);
            await DigestBesideAsync(full);
        }

        _filled += count;
        Length += count;
    }

    /// <summary>Computes what is left to compute over the body, which has ended.</summary>
    public Task DigestAsync() => Digests?.AppendAsync(_plain.AsMemory(0, _filled)) ?? Task.CompletedTask;

    /// <summary>Ends the body and makes it durable, unless it is so small that a record keeps it.</summary>
    /// <returns>The sealed bytes of a small body; null for a file.</returns>
    public async ValueTask<byte[]?> FinishAsync(CancellationToken cancellationToken)
    {
        if (_blob is null && !isCold && Length <= BodyStore.InlineBytesMax)
        {
            var length = _cipher.Seal(0, isLast: true, _plain.AsSpan(0, _filled), _sealed);
            return _sealed.AsSpan(0, length).ToArray();
        }

        await FlushAsync(isLast: true, cancellationToken);
        await _blob!.KeepAsync(cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _cipher.Dispose();
        while (_beside.TryDequeue(out var beside))
        {
            await beside.Digest;
            ArrayPool<byte>.Shared.Return(beside.Plain, clearArray: true);
        }

        ArrayPool<byte>.Shared.Return(_plain, clearArray: true);
        if (_next is { } next)
        {
            ArrayPool<byte>.Shared.Return(next, clearArray: true);
        }

        ArrayPool<byte>.Shared.Return(_sealed);
        if (_blob is not null)
        {
            await _blob.DisposeAsync();
        }
    }

    private static byte[] Rent() => ArrayPool<byte>.Shared.Rent(ChunkCipher.PlainBytes);

    private async ValueTask FlushAsync(bool isLast, CancellationToken cancellationToken)
    {
        _blob ??= await blobs.CreateAsync(BodyStore.NameOf(id, isCold), cancellationToken);
        var length = _cipher.Seal(_chunks, isLast, _plain.AsSpan(0, _filled), _sealed);
        await _blob.WriteAsync(_sealed.AsMemory(0, length), cancellationToken);
        _chunks++;
        _filled = 0;
    }

    // A chunk that was written is hashed while the next ones come in; then its place is used again.
    private async ValueTask DigestBesideAsync(byte[] full)
    {
        if (Digests is null)
        {
            _next = full;
            return;
        }

        _beside.Enqueue((full, Digests.AppendAsync(full.AsMemory(0, ChunkCipher.PlainBytes))));
        if (_beside.Count == ChunksBesideMax || _beside.Peek().Digest.IsCompleted)
        {
            await _beside.Peek().Digest;
            _next = _beside.Dequeue().Plain;
        }
    }
}
