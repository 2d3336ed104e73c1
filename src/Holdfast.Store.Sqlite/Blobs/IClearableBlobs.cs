namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>Blobs that the store can empty.</summary>
internal interface IClearableBlobs : IBlobStore
{
    /// <summary>Removes all content.</summary>
    void Clear();
}
