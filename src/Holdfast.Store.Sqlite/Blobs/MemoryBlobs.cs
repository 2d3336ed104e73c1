using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>Blobs for as long as the process lives.</summary>
internal sealed class MemoryBlobs : IClearableBlobs
{
    private readonly ConcurrentDictionary<string, (byte[] Bytes, DateTimeOffset WrittenAt)> _blobs = new(StringComparer.Ordinal);

    public ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken cancellationToken)
        => new(new Writer(this, BlobName.Check(name)));

    public ValueTask<IBlob?> OpenAsync(string name, CancellationToken cancellationToken)
        => new(_blobs.TryGetValue(name, out var blob) ? new Opened(blob.Bytes) : null);

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        _blobs.TryRemove(name, out _);
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<BlobFacts> ListAsync(string part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var start = BlobName.Check(part) + "/";
        foreach (var (name, blob) in _blobs.OrderBy(static blob => blob.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
            {
                yield return new(name, blob.Bytes.Length, blob.WrittenAt);
            }
        }
    }

    public void Clear() => _blobs.Clear();

    private sealed class Writer(MemoryBlobs blobs, string name) : IBlobWriter
    {
        private readonly MemoryStream _bytes = new();

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            _bytes.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }

        public ValueTask KeepAsync(CancellationToken cancellationToken)
        {
            if (!blobs._blobs.TryAdd(name, (_bytes.ToArray(), TimeProvider.System.GetUtcNow())))
            {
                throw new IOException($"The blob {name} is there already.");
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            _bytes.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Opened(byte[] bytes) : IBlob
    {
        public long Length => bytes.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> into, CancellationToken cancellationToken)
        {
            var rest = bytes.AsMemory((int)Math.Min(offset, bytes.Length));
            var length = Math.Min(rest.Length, into.Length);
            rest[..length].CopyTo(into);
            return new(length);
        }

        public void Dispose()
        {
            // There is nothing to close.
        }
    }
}
