using Holdfast.Store;

namespace Holdfast.Services.Tests.S3.Listing;

/// <summary>Counts the records that are read through it.</summary>
internal sealed class CountedSnapshot : IRecordSnapshot
{
    private IRecordSnapshot? _snapshot;

    /// <summary>The records that were read.</summary>
    public int Records { get; private set; }

    /// <summary>Reads through a snapshot.</summary>
    public CountedSnapshot Of(IRecordSnapshot snapshot)
    {
        _snapshot = snapshot;
        return this;
    }

    public T? Find<T>(string key)
        where T : class, IRecord<T>
    {
        Records++;
        return _snapshot!.Find<T>(key);
    }

    public IReadOnlyList<T> List<T>(string prefix, string? after, int limit)
        where T : class, IRecord<T>
    {
        var listed = _snapshot!.List<T>(prefix, after, limit);
        Records += listed.Count;
        return listed;
    }

    public IReadOnlyList<KeyValuePair<string, TPart>> ListParts<T, TPart>(string prefix, string? after, int limit, RecordPartReader<TPart> read)
        where T : class, IRecord<T>
    {
        var listed = _snapshot!.ListParts<T, TPart>(prefix, after, limit, read);
        Records += listed.Count;
        return listed;
    }
}
