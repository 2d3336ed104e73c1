using Holdfast.Store.TestKit;

namespace Holdfast.Store.Sqlite.Tests;

public sealed class SqliteModelTests : ModelScenarios
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override IStore Open() => SqliteStore.Open(new() { Folder = _folder.Path });
}

public sealed class EphemeralModelTests : ModelScenarios
{
    protected override IStore Open() => SqliteStore.Open(new() { Folder = null });
}
