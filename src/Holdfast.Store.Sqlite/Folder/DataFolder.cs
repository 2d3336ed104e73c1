namespace Holdfast.Store.Sqlite.Folder;

/// <summary>The folder on disk: readable only by its owner, and held by one server at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "lock";
    private const string DatabaseName = "store.db";
    private const string BlobsName = "blobs";
    // EWOULDBLOCK, EWOULDBLOCK again, and ERROR_SHARING_VIOLATION.
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, DatabaseName);

    public string BlobsPath => System.IO.Path.Combine(Path, BlobsName);

    /// <summary>Makes the folder when it is missing, and takes hold of it.</summary>
    /// <exception cref="StoreFormatException">It is in use, or holds something else.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (File.Exists(path))
        {
            throw new StoreFormatException($"{path} is a file, not a data folder; name another folder with --data.");
        }

        try
        {
            MakeFolder(path);
            RefuseForeign(path);
            var folder = new DataFolder(path, Hold(path));
            folder.MakeDatabaseFile();
            return folder;
        }
        catch (IOException error)
        {
            throw Unavailable.From(error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreFormatException($"The data folder {path} may not be used by this user: {error.Message}");
        }
    }

    /// <summary>Makes a folder that only its owner can look into.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }
    }

    /// <summary>Opens a new file that only its owner can read.</summary>
    public static FileStream Create(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Hold(string path)
    {
        try
        {
            return Create(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException error) when (error.HResult is LockedOnLinux or LockedOnMac or LockedOnWindows)
        {
            throw new StoreFormatException($"The data folder {path} is in use by another Holdfast; stop that one, or name another folder with --data.");
        }
    }

    private static void RefuseForeign(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, DatabaseName)))
        {
            return;
        }

        var foreign = Directory.EnumerateFileSystemEntries(path)
            .Select(System.IO.Path.GetFileName)
            .FirstOrDefault(static name => name is not (LockName or BlobsName));
        if (foreign is not null)
        {
            throw new StoreFormatException($"{path} is not a data folder: it holds {foreign} but no {DatabaseName}; name another folder with --data.");
        }
    }

    // SQLite gives its log the permissions of the database; made here, they are the owner's from the start.
    private void MakeDatabaseFile()
    {
        if (!File.Exists(DatabasePath))
        {
            Create(DatabasePath, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
            Durable.SyncFolder(Path);
        }
    }
}
