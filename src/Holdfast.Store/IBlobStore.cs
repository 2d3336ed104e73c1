namespace Holdfast.Store;

/// <summary>Large content beside the records: each blob has a name that its owner chose, and a record points at it.</summary>
/// <remarks>
/// A blob is written once and never changed. It is there whole, or not at all, so an owner keeps it first and commits the record that names it then;
/// a blob that no record names came of a call that did not end, and the owner sweeps it.
/// </remarks>
public interface IBlobStore
{
    /// <summary>Begins a blob. It is there once it was kept; a name is used once only.</summary>
    /// <param name="name">Parts of small letters, digits and hyphens, divided by slashes, such as <c>objects/4f/4f2a…</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The disk refuses.</exception>
    ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken cancellationToken);

    /// <summary>Opens the blob of that name, or gives null. It stays readable until it is disposed, also when it is deleted meanwhile.</summary>
    ValueTask<IBlob?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>The file that holds the blob of that name, for readers that take files only; null when blobs are not kept in files.</summary>
    string? FileOf(string name) => null;

    /// <summary>Removes the blob of that name, if it is there.</summary>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Names the blobs whose names start with a part, such as <c>objects</c>.</summary>
    IAsyncEnumerable<BlobFacts> ListAsync(string part, CancellationToken cancellationToken);
}

/// <summary>What is known of a blob without opening it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Bytes">The length.</param>
/// <param name="WrittenAt">When it was written, in real time.</param>
public sealed record BlobFacts(string Name, long Bytes, DateTimeOffset WrittenAt);

/// <summary>A blob that is being written; when it is disposed before it was kept, nothing remains of it.</summary>
public interface IBlobWriter : IAsyncDisposable
{
    /// <summary>Appends bytes.</summary>
    /// <exception cref="StoreUnavailableException">The disk refuses.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Keeps the blob: after this it survives a power cut.</summary>
    /// <exception cref="StoreUnavailableException">The disk refuses; then nothing was kept.</exception>
    ValueTask KeepAsync(CancellationToken cancellationToken);
}

/// <summary>A blob that is open to be read from any place.</summary>
public interface IBlob : IDisposable
{
    /// <summary>The length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads from a place on as much as there is, at most as much as fits; zero only at the end.</summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> into, CancellationToken cancellationToken);
}
