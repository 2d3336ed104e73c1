using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Holdfast.Store.TestKit;

namespace Holdfast.Services.Tests.S3.Bodies;

public sealed class OrphanSweepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("holdfast-sweep-").FullName;

    [Fact]
    public async Task Removes_the_older_files_that_no_record_names()
    {
        await using var store = SqliteStore.Open(new() { Folder = _folder });
        string[] names = [Name("objects", 'a'), Name("objects", 'b'), Name("cold", 'c'), Name("cold", 'd')];
        foreach (var name in names)
        {
            await WriteAsync(store, name);
        }

        await NameAsync(store, new('a', 32), isCold: false);
        await NameAsync(store, new('c', 32), isCold: true);
        var startedAt = TimeProvider.System.GetUtcNow().AddMinutes(1);

        var swept = await new OrphanSweep(store, TimeProvider.System).RunAsync(startedAt, CancellationToken.None);

        Assert.Equal(new(2, 6), swept);
        Assert.Equal([names[2], names[0]], (await ListAsync(store)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Leaves_what_the_running_server_writes()
    {
        await using var store = SqliteStore.Open(new() { Folder = _folder });
        var startedAt = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await WriteAsync(store, Name("objects", 'a'));

        Assert.Equal(new(0, 0), await new OrphanSweep(store, TimeProvider.System).RunAsync(startedAt, CancellationToken.None));
        Assert.Single(await ListAsync(store));
    }

    [Fact]
    public async Task Goes_over_many_files_in_turns()
    {
        await using var store = SqliteStore.Open(new() { Folder = _folder });
        for (var i = 0; i <= OrphanSweep.FilesPerTurn; i++)
        {
            await WriteAsync(store, BodyStore.NameOf($"{i:x32}", isCold: false));
        }

        var swept = await new OrphanSweep(store, TimeProvider.System).RunAsync(TimeProvider.System.GetUtcNow().AddMinutes(1), CancellationToken.None);

        Assert.Equal(OrphanSweep.FilesPerTurn + 1, swept.Files);
        Assert.Empty(await ListAsync(store));
    }

    [Fact]
    public async Task Looks_again_when_something_changed_under_its_eyes()
    {
        await using var store = SqliteStore.Open(new() { Folder = _folder });
        await WriteAsync(store, Name("objects", 'a'));
        await WriteAsync(store, Name("objects", 'b'));
        await NameAsync(store, new('a', 32), isCold: false);
        var contended = new FaultyStore(store) { Conflicts = static number => number < OrphanSweep.LooksMax };

        var swept = await new OrphanSweep(contended, TimeProvider.System).RunAsync(TimeProvider.System.GetUtcNow().AddMinutes(1), CancellationToken.None);

        Assert.Equal(new(1, 3), swept);
        Assert.Equal([Name("objects", 'a')], await ListAsync(store));
    }

    [Fact]
    public async Task Leaves_to_the_next_start_what_never_held_still()
    {
        await using var store = SqliteStore.Open(new() { Folder = _folder });
        await WriteAsync(store, Name("objects", 'a'));
        var startedAt = TimeProvider.System.GetUtcNow().AddMinutes(1);
        var contended = new FaultyStore(store) { Conflicts = static _ => true };

        Assert.Equal(new(0, 0), await new OrphanSweep(contended, TimeProvider.System).RunAsync(startedAt, CancellationToken.None));
        Assert.Equal(OrphanSweep.LooksMax, contended.Commits);

        Assert.Equal(new(1, 3), await new OrphanSweep(store, TimeProvider.System).RunAsync(startedAt, CancellationToken.None));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Name(string folder, char letter) => $"{folder}/{new string(letter, 2)}/{new string(letter, 32)}";

    private static async Task WriteAsync(SqliteStore store, string name)
    {
        await using var writer = await store.Blobs.CreateAsync(name, CancellationToken.None);
        await writer.WriteAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);
        await writer.KeepAsync(CancellationToken.None);
    }

    private static async Task NameAsync(SqliteStore store, string id, bool isCold)
    {
        using var transaction = store.Begin(new("name", 0));
        transaction.Insert(new CurrentObject(new()
        {
            Bucket = "evidence",
            Key = id,
            VersionId = StoredObject.NullVersion,
            Ordinal = 1,
            ModifiedAt = DateTimeOffset.UnixEpoch,
            Owner = new("111122223333"),
            Body = new(id, 3, []) { IsCold = isCold },
        }));
        await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
    }

    private static async Task<List<string>> ListAsync(SqliteStore store)
    {
        var names = new List<string>();
        foreach (var folder in new[] { "objects", "cold" })
        {
            await foreach (var blob in store.Blobs.ListAsync(folder, CancellationToken.None))
            {
                names.Add(blob.Name);
            }
        }

        return names;
    }
}
