using System.Globalization;
using Holdfast.Store.TestKit;
using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    private string DatabasePath => Path.Combine(_folder.Path, "store.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Makes_a_folder_that_only_its_owner_can_read()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps permissions another way.");
            return;
        }

        var path = Path.Combine(_folder.Path, "data");
        await using var store = SqliteStore.Open(new() { Folder = path });
        await using (var writer = await store.Blobs.CreateAsync("objects/4f/1", None))
        {
            await writer.WriteAsync(new byte[] { 1 }, None);
            await writer.KeepAsync(None);
        }

        await GivenAsync(store, Item.Of("alice"));

        const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var entry in Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories).Append(path))
        {
            Assert.Equal(default, File.GetUnixFileMode(entry) & Others);
        }
    }

    [Fact]
    public async Task Keeps_everything_over_a_restart()
    {
        await using (var store = SqliteStore.Open(new() { Folder = _folder.Path }))
        {
            await GivenAsync(store, Item.Of("alice", 1, owner: "x"));
            using var transaction = store.Begin(new Cause("test", 0));
            transaction.MoveCursor("follower", 0, 1);
            transaction.Arm(new ArmedTimer("kind", "key", DateTimeOffset.UnixEpoch));
            transaction.Append("s", new StreamAppend(DateTimeOffset.UnixEpoch, new byte[] { 1 }, ["a=b"]));
            await store.CommitAsync(transaction, Durability.Durable, None);
        }

        await using var reopened = SqliteStore.Open(new() { Folder = _folder.Path });
        using var reading = reopened.Begin(new Cause("test", 0));
        Assert.Equal(1, reopened.LastSequence);
        Assert.Equal(1, (await reading.FindAsync<Item>(Item.KeyOf("alice"), None))!.Value);
        Assert.NotNull(await reading.FindByIndexAsync(Item.ByOwner, "x", None));
        Assert.Equal(1, await reopened.ReadCursorAsync("follower", None));
        Assert.Equal("kind", Assert.Single(await reopened.ReadTimersAsync(9, None)).Kind);
        Assert.Single(await reading.SearchStreamAsync(new StreamQuery { Stream = "s", Label = "a=b", Limit = 9 }, None));
        await GivenAsync(reopened, Item.Of("bob"));
        Assert.Equal(2, reopened.LastSequence);
    }

    [Fact]
    public async Task Writes_deferred_entries_at_an_orderly_stop()
    {
        await using (var store = SqliteStore.Open(new() { Folder = _folder.Path, DeferredDelay = TimeSpan.FromHours(1) }))
        {
            using var transaction = store.Begin(new Cause("test", 0));
            transaction.Append("s", new StreamAppend(DateTimeOffset.UnixEpoch, new byte[] { 1 }, []));
            await store.CommitAsync(transaction, Durability.Deferred, None);
        }

        await using var reopened = SqliteStore.Open(new() { Folder = _folder.Path });
        using var reading = reopened.Begin(new Cause("test", 0));
        Assert.Single(await reading.SearchStreamAsync(new StreamQuery { Stream = "s", Limit = 9 }, None));
    }

    [Fact]
    public async Task Fills_an_index_that_is_newer_than_the_records()
    {
        await using (var store = SqliteStore.Open(new() { Folder = _folder.Path }))
        {
            await GivenAsync(store, Item.Of("alice", 7), Item.Of("bob", 8), Item.Of("carol", 7));
        }

        await using var reopened = SqliteStore.Open(new() { Folder = _folder.Path });
        using var transaction = reopened.Begin(new Cause("test", 0));
        var sevens = await transaction.ListByIndexAsync(ItemByValue.ByValue, "7", after: null, 9, None);
        Assert.Equal(["111122223333/alice", "111122223333/carol"], sevens.Select(static item => item.Key));
    }

    [Fact]
    public async Task Refuses_a_second_server()
    {
        await using var store = SqliteStore.Open(new() { Folder = _folder.Path });

        var error = Assert.Throws<StoreFormatException>(() => SqliteStore.Open(new() { Folder = _folder.Path }));
        Assert.Equal($"The data folder {_folder.Path} is in use by another Holdfast; stop that one, or name another folder with --data.", error.Message);
    }

    [Fact]
    public async Task Refuses_a_folder_from_a_newer_version_and_leaves_it_alone()
    {
        await SqliteStore.Open(new() { Folder = _folder.Path }).DisposeAsync();
        Execute("PRAGMA user_version = 4");

        var error = Assert.Throws<StoreFormatException>(() => SqliteStore.Open(new() { Folder = _folder.Path }));
        Assert.Equal(
            $"{_folder.Path} was written by a newer Holdfast (data format 4; this one knows 3); start that version, or name another folder with --data.",
            error.Message);
        Execute("PRAGMA user_version = 3");
        await SqliteStore.Open(new() { Folder = _folder.Path }).DisposeAsync();
    }

    [Fact]
    public async Task Brings_a_folder_of_the_first_version_up_to_date()
    {
        Execute(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format-1.sql"), TestContext.Current.CancellationToken));

        await using (var store = SqliteStore.Open(new() { Folder = _folder.Path }))
        {
            using var transaction = store.Begin(new Cause("test", 0));
            Assert.Equal(5, (await transaction.FindAsync<Item>(Item.KeyOf("alice"), None))!.Value);
            Assert.Equal(new Cause("request-1", 0), Assert.Single(await store.ReadChangesAsync(0, 9, None)).Cause);
            Assert.Equal(new ArmedTimer("kind", "key", DateTimeOffset.UnixEpoch), Assert.Single(await store.ReadTimersAsync(9, None)));
            await GivenAsync(store, Item.Of("bob"));
            Assert.Equal(2, store.LastSequence);
        }

        await SqliteStore.Open(new() { Folder = _folder.Path }).DisposeAsync();
    }

    [Fact]
    public async Task Brings_a_folder_of_the_second_version_up_to_date()
    {
        await using (var store = SqliteStore.Open(new() { Folder = _folder.Path }))
        {
            await AppendAsync(store, 5_000);
        }

        Execute("DROP TABLE segments; DROP TABLE segment_labels; PRAGMA user_version = 2");
        await using (var store = SqliteStore.Open(new() { Folder = _folder.Path }))
        {
            await AppendAsync(store, 80_000);
            using var transaction = store.Begin(new Cause("test", 0));
            var found = await transaction.SearchStreamAsync(new() { Stream = "s", Label = "Number=4321", Limit = 9 }, None);
            Assert.Equal([4_322, 9_322], found.Select(static entry => entry.Sequence));
        }

        Assert.NotEqual(0, Count("SELECT count(*) FROM segments"));
    }

    [Fact]
    public void Refuses_a_folder_that_holds_something_else()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "thesis.txt"), "precious");

        var error = Assert.Throws<StoreFormatException>(() => SqliteStore.Open(new() { Folder = _folder.Path }));
        Assert.Equal($"{_folder.Path} is not a data folder: it holds thesis.txt but no store.db; name another folder with --data.", error.Message);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Refuses_a_file_in_the_place_of_a_folder()
    {
        var path = Path.Combine(_folder.Path, "file");
        File.WriteAllText(path, "not a folder");

        Assert.Equal(
            $"{path} is a file, not a data folder; name another folder with --data.",
            Assert.Throws<StoreFormatException>(() => SqliteStore.Open(new() { Folder = path })).Message);
    }

    [Fact]
    public void Refuses_the_database_of_another_program()
    {
        Execute("CREATE TABLE bookmarks(url TEXT)");

        Assert.Equal(
            $"{_folder.Path} holds a database that is not Holdfast's; name another folder with --data.",
            Assert.Throws<StoreFormatException>(() => SqliteStore.Open(new() { Folder = _folder.Path })).Message);
    }

    [Fact]
    public void Refuses_a_damaged_database()
    {
        File.WriteAllText(DatabasePath, new string('x', 8_192));

        var error = Assert.Throws<StoreFormatException>(() => SqliteStore.Open(new() { Folder = _folder.Path }));
        Assert.StartsWith($"The database in {_folder.Path} is damaged", error.Message, StringComparison.Ordinal);
    }

    private static Task GivenAsync(SqliteStore store, params Item[] items)
        => store.RunAsync(transaction =>
        {
            foreach (var item in items)
            {
                transaction.Insert(item);
            }

            return Task.CompletedTask;
        });

    private static Task AppendAsync(SqliteStore store, int entries)
        => store.RunAsync(transaction =>
        {
            for (var i = 0; i < entries; i++)
            {
                transaction.Append("s", new(DateTimeOffset.UnixEpoch, "{}"u8.ToArray(), [string.Create(CultureInfo.InvariantCulture, $"Number={i}")]));
            }

            return Task.CompletedTask;
        });

    private long Count(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabasePath, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabasePath, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
