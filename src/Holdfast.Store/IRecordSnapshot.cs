namespace Holdfast.Store;

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
}
