namespace Holdfast.Store;

/// <summary>Files by the hash of their content; a record points at one.</summary>
public interface IBlobStore
{
    /// <summary>Keeps the content, durably, before it returns.</summary>
    /// <returns>The name: SHA-256 of the content in lower-case hexadecimal.</returns>
    ValueTask<string> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Opens the content of that name, or gives null.</summary>
    ValueTask<Stream?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes the content of that name, if it is there.</summary>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Names all content older than an instant, so that what no record points at can be swept.</summary>
    IAsyncEnumerable<string> ListAsync(DateTimeOffset olderThan, CancellationToken cancellationToken);
}
