using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Events;

/// <summary>The files of the lake: blobs of the store, which the query engine reads as files, and files on their way from the engine into it.</summary>
/// <param name="blobs">The blobs.</param>
/// <param name="ids">Names them.</param>
/// <param name="options">Says where files on their way are.</param>
internal sealed class LakeFiles(IBlobStore blobs, IdSource ids, LakeOptions options)
{
    /// <summary>The part of the blobs' names that is the lake's.</summary>
    public const string Part = "lake";

    /// <summary>How long a file stays that no record names any more, for the queries that are reading it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private const int NameBytes = 16;
    private const int CopyBytes = 1 << 20;

    private readonly Lock _lock = new();
    private string? _scratch;

    /// <summary>The blobs.</summary>
    public IBlobStore Blobs => blobs;

    /// <summary>A path for a file on its way; nothing is there yet.</summary>
    public string NewScratch() => Path.Combine(ScratchFolder(), NewId());

    /// <summary>A name for a blob.</summary>
    public string NewName()
    {
        var id = NewId();
        return $"{Part}/{id[..2]}/{id}";
    }

    /// <summary>Keeps a file as a blob.</summary>
    /// <param name="path">The file, which is removed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The name of the blob, and its length.</returns>
    public async ValueTask<(string Name, long Bytes)> KeepAsync(string path, CancellationToken cancellationToken)
    {
        var name = NewName();
        var length = 0L;
        await using (var writer = await blobs.CreateAsync(name, cancellationToken))
        {
            await using (var file = File.OpenRead(path))
            {
                var buffer = new byte[CopyBytes];
                while (await file.ReadAsync(buffer, cancellationToken) is var count and > 0)
                {
                    await writer.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                    length += count;
                }
            }

            await writer.KeepAsync(cancellationToken);
        }

        File.Delete(path);
        return (name, length);
    }

    /// <summary>Gives files that the query engine can read.</summary>
    public async ValueTask<ReadableFiles> OpenAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var files = new ReadableFiles();
        foreach (var name in names)
        {
            if (blobs.FileOf(name) is { } path)
            {
                files.Add(path, isCopy: false);
            }
            else
            {
                files.Add(await CopyAsync(name, cancellationToken), isCopy: true);
            }
        }

        return files;
    }

    // A store in memory has no files, so the engine gets a copy.
    private async ValueTask<string> CopyAsync(string name, CancellationToken cancellationToken)
    {
        var path = NewScratch();
        using var blob = await blobs.OpenAsync(name, cancellationToken) ?? throw new FileNotFoundException("A file of events is missing.", name);
        await using var file = File.Create(path);
        var buffer = new byte[CopyBytes];
        for (var at = 0L; at < blob.Length;)
        {
            var count = await blob.ReadAsync(at, buffer, cancellationToken);
            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            at += count;
        }

        return path;
    }

    private string NewId()
    {
        Span<byte> id = stackalloc byte[NameBytes];
        ids.Fill(id);
        return Convert.ToHexStringLower(id);
    }

    // Made when it is first needed: a server whose lake nobody uses has none. What an earlier server left there is removed.
    private string ScratchFolder()
    {
        lock (_lock)
        {
            if (_scratch is null)
            {
                if (options.ScratchFolder is { } folder)
                {
                    if (Directory.Exists(folder))
                    {
                        Directory.Delete(folder, recursive: true);
                    }

                    _scratch = Directory.CreateDirectory(folder).FullName;
                    OwnOnly(folder);
                }
                else
                {
                    _scratch = Directory.CreateTempSubdirectory("holdfast-lake-").FullName;
                }
            }

            return _scratch;
        }
    }

    private static void OwnOnly(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Removes the folder of what is on its way, at the server's end.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_scratch is not null && Directory.Exists(_scratch))
            {
                Directory.Delete(_scratch, recursive: true);
            }

            _scratch = null;
        }
    }
}

/// <summary>Files that the query engine can read, until they are let go.</summary>
internal sealed class ReadableFiles : IDisposable
{
    private readonly List<string> _paths = [];
    private readonly List<string> _copies = [];

    /// <summary>Their paths, in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Adds a file.</summary>
    public void Add(string path, bool isCopy)
    {
        _paths.Add(path);
        if (isCopy)
        {
            _copies.Add(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _copies.ForEach(File.Delete);
}
