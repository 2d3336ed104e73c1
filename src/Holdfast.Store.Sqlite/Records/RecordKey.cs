namespace Holdfast.Store.Sqlite.Records;

/// <summary>A collection and a key, hashed once.</summary>
internal readonly struct RecordKey(Collection collection, string key) : IEquatable<RecordKey>
{
    private readonly int _hash = HashCode.Combine(collection.Name.Length, key.GetHashCode(StringComparison.Ordinal), collection.Name[^1]);

    public Collection Collection => collection;

    public string Key => key;

    public bool Equals(RecordKey other)
        => _hash == other._hash && ReferenceEquals(collection, other.Collection) && string.Equals(key, other.Key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is RecordKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
