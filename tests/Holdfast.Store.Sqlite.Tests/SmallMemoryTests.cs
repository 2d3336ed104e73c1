using Holdfast.Store.TestKit;

namespace Holdfast.Store.Sqlite.Tests;

/// <summary>The model again, with a cache of next to nothing and a short memory of writes: what is forgotten must be read, or refused.</summary>
public sealed class SmallMemoryTests : ModelScenarios
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override IStore Open() => SqliteStore.Open(new() { Folder = _folder.Path, CachedRecords = 16, RememberedWrites = 3 });
}
