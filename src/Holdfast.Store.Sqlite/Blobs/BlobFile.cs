using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>A blob's file, open to be read.</summary>
internal sealed class BlobFile(SafeFileHandle handle) : IBlob
{
    public long Length { get; } = RandomAccess.GetLength(handle);

    public ValueTask<int> ReadAsync(long offset, Memory<byte> into, CancellationToken cancellationToken)
    {
        try
        {
            // Most of what is read was written or read lately and is in the system's cache; another thread's turn would cost more than the copy.
            return new(RandomAccess.Read(handle, into.Span, offset));
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }
    }

    public void Dispose() => handle.Dispose();
}
