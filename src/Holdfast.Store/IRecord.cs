namespace Holdfast.Store;

/// <summary>An immutable value that the store keeps under a key that sorts.</summary>
public interface IRecord
{
    /// <summary>The key within the collection, most significant part first: account, then region where there is one, then names.</summary>
    string Key { get; }
}

/// <summary>A record type that knows how the store keeps it.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IRecord<TSelf> : IRecord
    where TSelf : class, IRecord<TSelf>
{
    /// <summary>The collection, the JSON form and the indexes.</summary>
    static abstract RecordType<TSelf> Type { get; }
}
