using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Sqlite.Folder;

/// <summary>Makes names in a folder survive a power cut, which syncing the file alone does not.</summary>
internal static partial class Durable
{
    // SYNC_FILE_RANGE_WRITE (sync_file_range(2)).
    private const uint BeginWrite = 2;

    /// <summary>Lets the system begin to write a part of a file to the disk, where it can be told so; the file is synced in the end all the same.</summary>
    public static void BeginWriting(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux())
        {
            // A hint: what it does not do, the sync does.
            _ = SyncRange(file, offset, length, BeginWrite);
        }
    }

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

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncRange(SafeFileHandle file, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
