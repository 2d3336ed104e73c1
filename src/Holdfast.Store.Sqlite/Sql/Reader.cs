namespace Holdfast.Store.Sqlite.Sql;

/// <summary>A connection for reading, with the statements that reading needs, each prepared when it is first used.</summary>
internal sealed class Reader(Database database)
{
    private readonly Statement?[] _statements = new Statement?[Enum.GetValues<Query>().Length];

    public enum Query
    {
        Find,
        List,
        Count,
        ListByIndex,
        Changes,
        Timers,
        Cursor,
        CollectionId,
        IndexId,
        StreamId,
        BlocksForward,
        BlocksBackward,
        Block,
        SegmentsForward,
        SegmentsBackward,
        SegmentLabels,
    }

    public Database Database => database;

    /// <summary>The rows and completions that all statements took; a test counts work by it.</summary>
    public long Steps => _statements.Sum(static statement => statement?.Steps ?? 0);

    public Statement this[Query query] => _statements[(int)query] ??= database.Prepare(SqlOf(query));

    private static string SqlOf(Query query) => query switch
    {
        Query.Find => "SELECT version, json FROM records WHERE collection = ?1 AND key = ?2",
        Query.List => """
            SELECT key, version, json FROM records WHERE collection = ?1 AND key >= ?2 AND key < ?3 ORDER BY key LIMIT ?4
            """,
        Query.Count => "SELECT count(*) FROM records WHERE collection = ?1 AND key >= ?2 AND key < ?3",
        Query.ListByIndex => """
            SELECT records.key, version, json FROM index_values
            JOIN records ON records.collection = ?1 AND records.key = index_values.key
            WHERE index_values.idx = ?2 AND value = ?3 AND index_values.key > ?4 ORDER BY index_values.key LIMIT ?5
            """,
        Query.Changes => """
            SELECT sequence, name, key, before, after, origin, depth FROM changes
            JOIN collections ON collections.id = collection WHERE sequence > ?1 ORDER BY sequence LIMIT ?2
            """,
        Query.Timers => "SELECT kind, key, due, depth FROM timers ORDER BY due, kind, key LIMIT ?1",
        Query.Cursor => "SELECT sequence FROM cursors WHERE follower = ?1",
        Query.CollectionId => "SELECT id FROM collections WHERE name = ?1",
        Query.IndexId => "SELECT id FROM indexes WHERE collection = ?1 AND name = ?2",
        Query.StreamId => "SELECT id FROM streams WHERE name = ?1",
        Query.BlocksForward => """
            SELECT first, min_at, max_at, labels, form, size, data FROM blocks
            WHERE id >= coalesce((SELECT max(id) FROM blocks WHERE id >= ?1 AND id <= ?3), ?1) AND id <= ?2 ORDER BY id
            """,
        Query.BlocksBackward => """
            SELECT first, min_at, max_at, labels, form, size, data FROM blocks
            WHERE id >= ?1 AND id <= ?2 ORDER BY id DESC
            """,
        Query.Block => "SELECT first, min_at, max_at, labels, form, size, data FROM blocks WHERE id = ?1",
        Query.SegmentsForward => """
            SELECT number, first, last, min_at, max_at, bits, blocks FROM segments
            WHERE id >= coalesce((SELECT max(id) FROM segments WHERE id >= ?1 AND id <= ?3), ?1) AND id <= ?2 ORDER BY id
            """,
        Query.SegmentsBackward => """
            SELECT number, first, last, min_at, max_at, bits, blocks FROM segments
            WHERE id >= ?1 AND id <= ?2 ORDER BY id DESC
            """,
        Query.SegmentLabels => "SELECT labels FROM segment_labels WHERE id = ?1",
        _ => throw new ArgumentOutOfRangeException(nameof(query)),
    };
}
