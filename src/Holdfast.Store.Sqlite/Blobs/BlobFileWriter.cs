using Holdfast.Store.Sqlite.Folder;

namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>Writes a blob's file beside its place, and moves it there.</summary>
/// <param name="file">The file, beside its place.</param>
/// <param name="temporary">Its path.</param>
/// <param name="path">The path of its place.</param>
/// <param name="root">The folder of all blobs.</param>
internal sealed class BlobFileWriter(FileStream file, string temporary, string path, string root) : IBlobWriter
{
    // What has come so far goes to the disk while the rest comes, so that little is left to be waited for in the end.
    private const int AheadBytes = 8 << 20;

    private long _length;
    private long _begun;
    private bool _isKept;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            // Into the system's cache, which does not wait for the disk.
            RandomAccess.Write(file.SafeFileHandle, bytes.Span, _length);
            _length += bytes.Length;
            if (_length - _begun >= AheadBytes)
            {
                var end = _length / AheadBytes * AheadBytes;
                Durable.BeginWriting(file.SafeFileHandle, _begun, end - _begun);
                _begun = end;
            }

            return ValueTask.CompletedTask;
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }
    }

    public async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The disk takes its time, and the threads that serve calls are few.
            await Task.Run(Keep, cancellationToken);
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        if (!_isKept)
        {
            File.Delete(temporary);
        }
    }

    private void Keep()
    {
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        file.Dispose();
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        File.Move(temporary, path);
        _isKept = true;
        Durable.SyncFolder(folder);
    }

    private void MakeFolder(string folder)
    {
        if (folder.Length <= root.Length || Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder)!;
        MakeFolder(parent);
        DataFolder.MakeFolder(folder);
        Durable.SyncFolder(parent);
    }
}
