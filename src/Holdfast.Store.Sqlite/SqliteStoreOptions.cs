namespace Holdfast.Store.Sqlite;

/// <summary>Where and how the SQLite engine keeps the world.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The data folder, made when it is missing; null keeps everything in memory, for as long as the store is open.</summary>
    public required string? Folder { get; init; }

    /// <summary>The most decoded records that are kept for reading. Default: 65,536.</summary>
    public int CachedRecords { get; init; } = 65_536;

    /// <summary>The most JSON, in bytes, that the kept records may stand for. Default: 32 MiB.</summary>
    public long CachedBytes { get; init; } = 32L << 20;

    /// <summary>How many recent writes are remembered to find conflicts; work that began before them conflicts. Default: 65,536.</summary>
    public int RememberedWrites { get; init; } = 65_536;

    /// <summary>How long a deferred stream entry waits for a group before one is made for it. Default: 25 milliseconds.</summary>
    public TimeSpan DeferredDelay { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>The most deferred stream entries, in bytes, that wait; beyond it a caller waits for the disk. Default: 16 MiB.</summary>
    public long DeferredBytes { get; init; } = 16L << 20;

    /// <summary>How long an exclusive unit of work holds up the others at most. Default: 5 seconds.</summary>
    public TimeSpan ExclusiveLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The changes that are kept although every follower has seen them. Default: 10,000.</summary>
    public int ChangesKept { get; init; } = 10_000;

    /// <summary>How many pages of log, some 16 MiB, are written before they go into the database.</summary>
    internal int CheckpointPages { get; init; } = 4_096;

    /// <summary>SQLite's file system; a test puts one in that fails.</summary>
    internal string? FileSystem { get; init; }
}
