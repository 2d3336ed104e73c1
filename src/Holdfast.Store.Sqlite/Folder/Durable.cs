using System.Runtime.InteropServices;

namespace Holdfast.Store.Sqlite.Folder;

/// <summary>Makes names in a folder survive a power cut, which syncing the file alone does not.</summary>
internal static partial class Durable
{
    /// <summary>Writes the entries of a folder to the disk; other systems than Unix do so themselves.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open the folder {path}: error {Marshal.GetLastPInvokeError()}.");
        }

        var synced = Sync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (synced != 0)
        {
            throw new IOException($"Cannot write the folder {path} to the disk: error {error}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
