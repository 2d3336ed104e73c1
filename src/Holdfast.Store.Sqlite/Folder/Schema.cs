using System.Globalization;
using Holdfast.Store.Sqlite.Sql;
using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite.Folder;

/// <summary>The tables, their version, and the way from each older version to the next.</summary>
internal static class Schema
{
    /// <summary>The version that this program writes.</summary>
    public const int Version = 3;

    /// <summary>Marks a file as ours in SQLite's header: "Hold".</summary>
    public const int ApplicationId = 0x486F6C64;

    private const string Tables = """
        CREATE TABLE state(id INTEGER PRIMARY KEY CHECK (id = 1), groups INTEGER NOT NULL, sequence INTEGER NOT NULL);
        INSERT INTO state VALUES (1, 0, 0);
        CREATE TABLE collections(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE indexes(id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (collection, name));
        CREATE TABLE records(
            collection INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, json BLOB NOT NULL,
            PRIMARY KEY (collection, key)) WITHOUT ROWID;
        CREATE TABLE index_values(idx INTEGER NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (idx, value, key)) WITHOUT ROWID;
        CREATE TABLE changes(
            sequence INTEGER PRIMARY KEY, collection INTEGER NOT NULL, key TEXT NOT NULL,
            before BLOB, after BLOB, origin TEXT NOT NULL, depth INTEGER NOT NULL);
        CREATE TABLE cursors(follower TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE timers(
            kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, depth INTEGER NOT NULL,
            PRIMARY KEY (kind, key)) WITHOUT ROWID;
        CREATE INDEX timers_by_due ON timers(due, kind, key, depth);
        CREATE TABLE streams(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL);
        CREATE TABLE blocks(
            id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, min_at INTEGER NOT NULL, max_at INTEGER NOT NULL,
            count INTEGER NOT NULL, size INTEGER NOT NULL, labels BLOB NOT NULL, form INTEGER NOT NULL, data BLOB NOT NULL);
        CREATE TABLE segments(
            id INTEGER PRIMARY KEY, number INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, min_at INTEGER NOT NULL, max_at INTEGER NOT NULL,
            bits INTEGER NOT NULL, blocks BLOB NOT NULL);
        CREATE TABLE segment_labels(id INTEGER PRIMARY KEY, labels BLOB NOT NULL);
        """;

    // Entry n leads from version n + 1 to the next.
    private static readonly string[] Migrations =
    [
        // Version 1 did not keep how long a chain of effects a timer or a change stands in.
        """
        ALTER TABLE changes ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE timers ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
        DROP INDEX timers_by_due;
        CREATE INDEX timers_by_due ON timers(due, kind, key, depth);
        """,

        // Version 2 had no segments: what lies in full blocks is indexed as the streams grow.
        """
        CREATE TABLE segments(
            id INTEGER PRIMARY KEY, number INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, min_at INTEGER NOT NULL, max_at INTEGER NOT NULL,
            bits INTEGER NOT NULL, blocks BLOB NOT NULL);
        CREATE TABLE segment_labels(id INTEGER PRIMARY KEY, labels BLOB NOT NULL);
        """,
    ];

    /// <summary>Makes the tables of a new file, or brings those of an older version up to date.</summary>
    /// <exception cref="StoreFormatException">The file is not ours, or from a newer version.</exception>
    public static void Prepare(Database database, string place)
    {
        try
        {
            if (database.Scalar("SELECT count(*) FROM sqlite_master") == "0")
            {
                Create(database);
                return;
            }

            if (Number(database, "PRAGMA application_id") != ApplicationId)
            {
                throw new StoreFormatException($"{place} holds a database that is not Holdfast's; name another folder with --data.");
            }

            Migrate(database, place, (int)Number(database, "PRAGMA user_version"));
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            throw new StoreFormatException($"The database in {place} is damaged ({error.Message}); restore the folder from a copy.");
        }
    }

    private static void Create(Database database)
        => database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            BEGIN IMMEDIATE;
            {Tables}
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {Version};
            COMMIT;
            """));

    private static void Migrate(Database database, string place, int version)
    {
        if (version > Version)
        {
            throw new StoreFormatException(string.Create(CultureInfo.InvariantCulture,
                $"{place} was written by a newer Holdfast (data format {version}; this one knows {Version}); start that version, or name another folder with --data."));
        }

        if (version < 1)
        {
            throw new StoreFormatException($"The database in {place} has no version; restore the folder from a copy.");
        }

        for (; version < Version; version++)
        {
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                BEGIN IMMEDIATE;
                {Migrations[version - 1]}
                PRAGMA user_version = {version + 1};
                COMMIT;
                """));
        }
    }

    private static long Number(Database database, string sql)
        => long.Parse(database.Scalar(sql) ?? "0", CultureInfo.InvariantCulture);
}
