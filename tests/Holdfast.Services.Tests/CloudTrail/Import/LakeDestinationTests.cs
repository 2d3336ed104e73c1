using System.Globalization;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Import;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Services.Iam;
using Holdfast.Services.Tests.CloudTrail.Lake;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Import;

public sealed class LakeDestinationTests : LakeTests
{
    private static readonly string Stream = AuditStream.ImportedNameOf(World.Account, World.Region);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("holdfast-import-");

    [Fact]
    public async Task Events_are_brought_into_the_history_and_the_store_and_neither_doubles_any()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1));
        var first = Write("a.json", EventOf(1), EventOf(2), EventOf(2));

        var tally = await ImportAsync(store, first);
        var again = await ImportAsync(store, first, Write("b.json", EventOf(2), EventOf(3)));

        Assert.Equal((2, 1, 1), (tally.Imported, tally.Given, tally.Doubled));
        Assert.Equal((1, 1, 1, 1), (again.Imported, again.Given, again.Doubled, again.FilesKnown));
        Assert.Equal(3, (await World.StreamAsync(Stream)).Count);
        Assert.Equal(["3"], await AskAsync($"SELECT CAST(count(*) AS VARCHAR) FROM {store}"));
    }

    [Fact]
    public async Task A_file_that_is_in_the_history_already_is_read_again_for_a_store()
    {
        var store = await GivenStoreAsync();
        var file = Write("a.json", EventOf(1));
        await ImportAsync(null, file);

        var tally = await ImportAsync(StoreName, file);

        Assert.Equal((0, 1, 1), (tally.Imported, tally.Given, tally.Doubled));
        Assert.Equal(["1"], await AskAsync($"SELECT CAST(count(*) AS VARCHAR) FROM {store}"));
    }

    [Fact]
    public async Task The_store_gets_data_events_and_old_ones_too_and_no_insights()
    {
        var store = await GivenStoreAsync();
        var data = EventOf(1).Replace("\"managementEvent\":true", "\"managementEvent\":false", StringComparison.Ordinal);
        var old = EventOf(2).Replace("2030-01-01", "2029-06-01", StringComparison.Ordinal);
        var insight = EventOf(3).Replace("\"Management\"", "\"Insight\"", StringComparison.Ordinal);

        var tally = await ImportAsync(store, Write("a.json", data, old, insight));

        Assert.Equal((0, 2, 1, 2), (tally.Imported, tally.Given, tally.TooOld, tally.NotManagement));
    }

    [Fact]
    public async Task A_run_that_breaks_at_any_commit_is_gone_on_with_and_nothing_is_doubled()
    {
        for (var number = 1; number <= 2; number++)
        {
            await using var tests = new LakeDestinationTests();
            var store = await tests.GivenStoreAsync();
            var files = Enumerable.Range(0, 3).Select(file => tests.Write($"{file}.json", [.. Enumerable.Range(file * 8_000, 8_000).Select(static number => EventOf(number))])).ToArray();
            tests.World.Store.FailCommit(number);

            await Assert.ThrowsAsync<StoreUnavailableException>(() => tests.ImportAsync(store, files));
            await tests.ImportAsync(store, files);

            Assert.Equal(["24000|24000"], await tests.AskAsync($"SELECT CAST(count(*) AS VARCHAR), CAST(count(DISTINCT eventID) AS VARCHAR) FROM {store}"));
        }
    }

    [Fact]
    public async Task A_store_is_found_by_its_name_its_id_and_its_ARN_when_it_takes_events_of_trails()
    {
        var store = await GivenStoreAsync();
        await GivenActivityStoreAsync("outside");
        await GivenStoreAsync(static request => request with { Name = "gone" });
        await World.CallAsync(new DeleteEventDataStore(), new() { EventDataStore = (await World.ListAsync<EventDataStore>(string.Empty)).Single(static each => each.Name == "gone").Arn });

        foreach (var name in new[] { StoreName, store, StoreArnOf(store) })
        {
            Assert.Equal(StoreArnOf(store), Assert.Single(await FindAsync(name)).Arn);
        }

        Assert.Empty(await FindAsync("outside"));
        Assert.Empty(await FindAsync("gone"));
        Assert.Empty(await FindAsync("missing"));
    }

    private Task<IReadOnlyList<LakeDestination>> FindAsync(string name) => LakeDestination.FindAsync(World.Store, name, World.Ids, Lake.Options, CancellationToken.None);

    private async Task<ImportTally> ImportAsync(string? store, params string[] files)
    {
        var lake = store is null ? null : Assert.Single(await FindAsync(store));
        var import = new HistoryImport(World.Store, new EventResources([new IamService().Model]), World.Clock, lake);
        await import.RunAsync(files, CancellationToken.None);
        lake?.Clear();
        return import.Tally;
    }

    private string Write(string name, params string[] events)
    {
        var path = Path.Combine(_folder.FullName, name);
        var number = 0;
        File.WriteAllText(path, $"{{\"Records\":[{string.Join(',', events.Select(each => each.Replace(",\"eventID\"", string.Create(CultureInfo.InvariantCulture, $",\"recipientAccountId\":\"{World.Account}\",\"number\":{number++},\"eventID\""), StringComparison.Ordinal)))}]}}");
        return path;
    }
}
