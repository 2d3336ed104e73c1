using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>The statements by which a group is written.</summary>
internal sealed partial class GroupWriter
{
    private readonly Statements _statements;

    private sealed class Statements(Database database)
    {
        public Statement Exists { get; } = database.Prepare("SELECT 1 FROM records WHERE collection = ?1 AND key = ?2");

        public Statement AllRecords { get; } = database.Prepare("SELECT key, json FROM records WHERE collection = ?1");

        public Statement Put { get; } = database.Prepare("""
            INSERT INTO records(collection, key, version, json) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT(collection, key) DO UPDATE SET version = excluded.version, json = excluded.json
            """);

        public Statement Remove { get; } = database.Prepare("DELETE FROM records WHERE collection = ?1 AND key = ?2");

        public Statement Count { get; } =
            database.Prepare("SELECT count(*) FROM records WHERE collection = ?1 AND key >= ?2 AND key < ?3");

        public Statement AddFirstChange { get; } = database.Prepare("""
            INSERT INTO changes(sequence, collection, key, before, after, origin, depth) VALUES (?1, ?2, ?3, NULL, ?4, ?5, ?6)
            """);

        public Statement AddChange { get; } = database.Prepare("""
            INSERT INTO changes(sequence, collection, key, before, after, origin, depth)
            VALUES (?1, ?2, ?3, (SELECT json FROM records WHERE collection = ?2 AND key = ?3), ?4, ?5, ?6)
            """);

        public Statement AddCollection { get; } =
            database.Prepare("INSERT INTO collections(name) VALUES (?1) ON CONFLICT(name) DO UPDATE SET name = name RETURNING id");

        public Statement FindIndex { get; } = database.Prepare("SELECT id FROM indexes WHERE collection = ?1 AND name = ?2");

        public Statement AddIndexName { get; } = database.Prepare("INSERT INTO indexes(collection, name) VALUES (?1, ?2) RETURNING id");

        public Statement AddIndex { get; } = database.Prepare("INSERT OR IGNORE INTO index_values(idx, value, key) VALUES (?1, ?2, ?3)");

        public Statement RemoveIndex { get; } = database.Prepare("DELETE FROM index_values WHERE idx = ?1 AND value = ?2 AND key = ?3");

        public Statement FindTimer { get; } = database.Prepare("SELECT due FROM timers WHERE kind = ?1 AND key = ?2");

        public Statement Arm { get; } = database.Prepare("""
            INSERT INTO timers(kind, key, due, depth) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT(kind, key) DO UPDATE SET due = excluded.due, depth = excluded.depth
            """);

        public Statement Disarm { get; } = database.Prepare("DELETE FROM timers WHERE kind = ?1 AND key = ?2");

        public Statement FindCursor { get; } = database.Prepare("SELECT sequence FROM cursors WHERE follower = ?1");

        public Statement SetCursor { get; } = database.Prepare("""
            INSERT INTO cursors(follower, sequence) VALUES (?1, ?2)
            ON CONFLICT(follower) DO UPDATE SET sequence = excluded.sequence
            """);
    }
}
