using System.Globalization;
using Holdfast.Store.TestKit;

namespace Holdfast.Store.Sqlite.Tests;

/// <summary>What must not grow with the store is counted in rows and statements, which do not depend on the machine.</summary>
public sealed class ScaleTests
{
    private const int Many = 100_000;
    private const int ChunkSize = 10_000;

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Opens_finds_and_lists_among_many_with_the_work_it_takes_among_few()
    {
        Assert.Equal(await WorkAsync(10), await WorkAsync(Many));
    }

    [Fact]
    public async Task Looks_for_what_few_entries_of_a_long_stream_have_in_few_of_its_blocks()
    {
        const int Entries = 300_000;
        using var folder = new TemporaryFolder();
        await using var store = SqliteStore.Open(new() { Folder = folder.Path });
        for (var from = 0; from < Entries; from += ChunkSize)
        {
            await AppendAsync(store, from, ChunkSize);
        }

        // Segments are made after a group, by the time the next is there.
        await AppendAsync(store, Entries, 1);
        var before = store.ReadSteps;
        using (var transaction = store.Begin(new Cause("test", 0)))
        {
            var found = await transaction.SearchStreamAsync(new() { Stream = "s", Label = "Of100000=7", NewestFirst = true, Limit = 50 }, None);
            Assert.Equal([200_008, 100_008, 8], found.Select(static entry => entry.Sequence));
            Assert.Empty(await transaction.SearchStreamAsync(new() { Stream = "s", To = DateTimeOffset.UnixEpoch.AddDays(-1), NewestFirst = true, Limit = 50 }, None));
        }

        // There are about 1,200 blocks; those at the end that no segment covers yet are fewer than a segment has.
        Assert.InRange(store.ReadSteps - before, 4, 600);
    }

    [Fact]
    public async Task Asks_whether_a_memo_is_current_without_allocating()
    {
        await using var store = SqliteStore.Open(new() { Folder = null });
        await FillAsync(store, 10);
        using var transaction = store.Begin(new Cause("test", 0));
        await transaction.FindAsync<Item>(Item.KeyOf("000001"), None);
        var freshness = transaction.Freshness;

        Assert.Equal(0, AllocatedBy(() => store.IsCurrent(freshness)));
    }

    [Fact]
    public async Task Finds_cached_records_within_a_small_budget_of_memory()
    {
        await using var store = SqliteStore.Open(new() { Folder = null });
        await FillAsync(store, 10);
        var keys = Enumerable.Range(0, 8).Select(static number => Item.KeyOf(number.ToString("D6", CultureInfo.InvariantCulture))).ToArray();

        var allocated = AllocatedBy(() => Assert.True(FindAllAsync(store, keys).IsCompletedSuccessfully));

        // Eight finds, the transaction, and what it remembers, which grows as it is needed: most transactions find two or three.
        Assert.InRange(allocated, 1, 1_700);
    }

    private static async Task FindAllAsync(SqliteStore store, string[] keys)
    {
        using var transaction = store.Begin(new Cause("test", 0));
        foreach (var key in keys)
        {
            Assert.NotNull(await transaction.FindAsync<Item>(key, None));
        }
    }

    private static long AllocatedBy(Action action)
    {
        for (var i = 0; i < 50; i++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task<long> WorkAsync(int records)
    {
        using var folder = new TemporaryFolder();
        await using (var store = SqliteStore.Open(new() { Folder = folder.Path }))
        {
            await FillAsync(store, records);
        }

        await using var reopened = SqliteStore.Open(new() { Folder = folder.Path });
        using var transaction = reopened.Begin(new Cause("test", 0));
        Assert.NotNull(await transaction.FindAsync<Item>(Item.KeyOf("000007"), None));
        Assert.Null(await transaction.FindAsync<Item>(Item.KeyOf("nobody"), None));
        Assert.Equal(5, (await transaction.ListAsync<Item>("111122223333/", Item.KeyOf("000003"), 5, None)).Count);
        Assert.Single(await transaction.ListByIndexAsync(Item.ByOwner, "owner-8", after: null, 1, None));
        return reopened.ReadSteps;
    }

    private static Task AppendAsync(SqliteStore store, int from, int entries)
        => store.RunAsync(transaction =>
        {
            for (var number = from; number < from + entries; number++)
            {
                transaction.Append("s", new(DateTimeOffset.UnixEpoch.AddSeconds(number), "{}"u8.ToArray(), [string.Create(CultureInfo.InvariantCulture, $"Of100000={number % 100_000}")]));
            }

            return Task.CompletedTask;
        });

    private static async Task FillAsync(SqliteStore store, int records)
    {
        for (var from = 0; from < records; from += ChunkSize)
        {
            var start = from;
            await store.RunAsync(transaction =>
            {
                for (var i = start; i < Math.Min(start + ChunkSize, records); i++)
                {
                    var name = i.ToString("D6", CultureInfo.InvariantCulture);
                    transaction.Insert(Item.Of(name, i, owner: string.Create(CultureInfo.InvariantCulture, $"owner-{i}")));
                }

                return Task.CompletedTask;
            });
        }
    }
}
