using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite;

/// <summary>Says in one way that the disk refused.</summary>
internal static class Unavailable
{
    public static StoreUnavailableException From(Exception error)
        => error as StoreUnavailableException ?? new(
            error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL }
                ? "The disk that holds the data folder is full."
                : $"The data folder cannot be used at the moment: {error.Message}",
            error);
}
