using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Holdfast.Store.Sqlite.Folder;

namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>Blobs as files, each under the hash of its content, spread over folders so that none grows large.</summary>
/// <remarks>A file is written beside its place, synced, renamed and the folder synced: it is there whole, or not at all.</remarks>
internal sealed class BlobFolder(string folder) : IClearableBlobs
{
    private const int BufferBytes = 128 << 10;
    private const int NameLength = SHA256.HashSizeInBytes * 2;
    private const string Incoming = "incoming";

    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdef");

    private long _number;

    public async ValueTask<string> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        var incoming = Path.Combine(folder, Incoming);
        DataFolder.MakeFolder(folder);
        DataFolder.MakeFolder(incoming);
        var temporary = Path.Combine(incoming, $"{Environment.ProcessId}-{Interlocked.Increment(ref _number)}");
        try
        {
            var name = await WriteAsync(temporary, content, cancellationToken);
            Keep(temporary, name);
            return name;
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public ValueTask<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return new(new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.Asynchronous));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((Stream?)null);
        }
    }

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing with that start was ever kept.
        }

        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(DateTimeOffset olderThan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetFileName(path);
            if (name.Length == NameLength && File.GetLastWriteTimeUtc(path) < olderThan.UtcDateTime)
            {
                yield return name;
            }
        }
    }

    public void Clear()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> WriteAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = DataFolder.Create(path, FileMode.Create, FileShare.None);
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Keep(string temporary, string name)
    {
        var path = PathOf(name);
        var shard = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(shard))
        {
            DataFolder.MakeFolder(Path.GetDirectoryName(shard)!);
            DataFolder.MakeFolder(shard);
            Durable.SyncFolder(Path.GetDirectoryName(shard)!);
            Durable.SyncFolder(folder);
        }

        // The same content may be there already; then its age starts again, so that a sweep does not take it from under who put it.
        File.Move(temporary, path, overwrite: true);
        Durable.SyncFolder(shard);
    }

    private string PathOf(string name)
        => name.Length == NameLength && name.AsSpan().IndexOfAnyExcept(s_hexadecimal) < 0
            ? Path.Combine(folder, name[..2], name[2..4], name)
            : throw new ArgumentException("A blob is named by the SHA-256 of its content in lower-case hexadecimal.", nameof(name));
}
