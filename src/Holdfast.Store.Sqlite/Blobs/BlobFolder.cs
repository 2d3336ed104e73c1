using System.Runtime.CompilerServices;
using Holdfast.Store.Sqlite.Folder;

namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>Blobs as files under their names.</summary>
/// <remarks>A file is written beside its place, synced, renamed and the folder synced: it is there whole, or not at all.</remarks>
internal sealed class BlobFolder : IClearableBlobs
{
    private readonly string _folder;
    private readonly string _incoming;
    private long _number;
    private bool _isPrepared;

    /// <summary>Opens the folder, which this server alone has, and empties it of what was on its way when an earlier one ended.</summary>
    public BlobFolder(string folder)
    {
        _folder = folder;
        _incoming = Path.Combine(folder, "incoming");
        if (Directory.Exists(_incoming))
        {
            Directory.Delete(_incoming, recursive: true);
        }
    }

    public ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        try
        {
            Prepare();
            var temporary = Path.Combine(_incoming, $"{Environment.ProcessId}-{Interlocked.Increment(ref _number)}");
            return new(new BlobFileWriter(DataFolder.Create(temporary, FileMode.Create, FileShare.None), temporary, path, _folder));
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }
    }

    public ValueTask<IBlob?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return new(new BlobFile(File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((IBlob?)null);
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }
    }

    public string? FileOf(string name) => PathOf(name);

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing of that start was ever kept.
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }

        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<BlobFacts> ListAsync(string part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var start = PathOf(part);
        if (!Directory.Exists(start))
        {
            yield break;
        }

        foreach (var file in new DirectoryInfo(start).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(_folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            yield return new(name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
    }

    public void Clear()
    {
        _isPrepared = false;
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Prepare()
    {
        if (Volatile.Read(ref _isPrepared))
        {
            return;
        }

        lock (_incoming)
        {
            if (_isPrepared)
            {
                return;
            }

            DataFolder.MakeFolder(_folder);
            DataFolder.MakeFolder(_incoming);
            Volatile.Write(ref _isPrepared, value: true);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, BlobName.Check(name).Replace('/', Path.DirectorySeparatorChar));
}
