namespace Holdfast.Store;

/// <summary>Reads a part of what is kept in a record from its JSON form.</summary>
/// <typeparam name="TPart">The part.</typeparam>
public delegate TPart RecordPartReader<out TPart>(ReadOnlySpan<byte> json);

/// <summary>The records as they were committed at one instant; only to be used while it is lent.</summary>
public interface IRecordSnapshot
{
    /// <summary>Finds a record by its key.</summary>
    T? Find<T>(string key)
        where T : class, IRecord<T>;

    /// <summary>Lists records whose keys start with a prefix, in the ordinal order of their keys' UTF-8 bytes.</summary>
    /// <param name="prefix">The start of the key.</param>
    /// <param name="after">Only keys greater than this one, which need not start with the prefix; null for all.</param>
    /// <param name="limit">The most records to read.</param>
    IReadOnlyList<T> List<T>(string prefix, string? after, int limit)
        where T : class, IRecord<T>;

    /// <summary>Lists a part of what is kept in records, in the same order, for those who go through many of them: nothing of it is remembered for others.</summary>
    /// <typeparam name="T">The type of record.</typeparam>
    /// <typeparam name="TPart">What is read of each.</typeparam>
    /// <param name="prefix">The start of the key.</param>
    /// <param name="after">Only keys greater than this one, which need not start with the prefix; null for all.</param>
    /// <param name="limit">The most records to read.</param>
    /// <param name="read">Reads the part from the JSON form of a record.</param>
    /// <returns>The keys with the parts.</returns>
    IReadOnlyList<KeyValuePair<string, TPart>> ListParts<T, TPart>(string prefix, string? after, int limit, RecordPartReader<TPart> read)
        where T : class, IRecord<T>;
}
