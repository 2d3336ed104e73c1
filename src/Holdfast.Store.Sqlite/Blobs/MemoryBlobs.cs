using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>Blobs for as long as the process lives.</summary>
internal sealed class MemoryBlobs : IClearableBlobs
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    public async ValueTask<string> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        var bytes = buffer.ToArray();
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _blobs[name] = bytes;
        return name;
    }

    public ValueTask<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
        => new(_blobs.TryGetValue(name, out var bytes) ? new MemoryStream(bytes, writable: false) : null);

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        _blobs.TryRemove(name, out _);
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(DateTimeOffset olderThan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var name in _blobs.Keys.Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }

    public void Clear() => _blobs.Clear();
}
