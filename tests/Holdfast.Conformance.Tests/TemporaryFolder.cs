namespace Holdfast.Conformance.Tests;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("holdfast-clients-").FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file into it, and gives its path.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(this[name], text, TestContext.Current.CancellationToken);
        return this[name];
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
