using System.Globalization;
using Holdfast.Store.TestKit;

namespace Holdfast.Store.Sqlite.Tests.Faults;

/// <summary>Every call to the disk fails once, and what the store says it kept is what it has, at once and after a restart.</summary>
public sealed class DiskFaultTests
{
    // More than the scenario makes calls; that it ends before is part of the proof.
    private const int MostCalls = 2_000;

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("Write")]
    [InlineData("FullWrite")]
    [InlineData("Sync")]
    [InlineData("Outage")]
    public async Task Keeps_exactly_what_it_acknowledged_whichever_call_fails(string fault)
    {
        for (var number = 1; number <= MostCalls; number++)
        {
            var plan = new FaultPlan { Fault = Enum.Parse<FaultPlan.Kind>(fault), Number = number };
            await RunAsync(plan);
            if (!plan.HasStruck)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{fault}: each of {number - 1} calls failed once.");
                Assert.True(number > 5, "The scenario hardly used the disk.");
                return;
            }
        }

        Assert.Fail("The scenario never ran untouched.");
    }

    [Fact]
    public async Task Tells_callers_that_the_disk_is_full_and_goes_on_when_there_is_room()
    {
        using var folder = new TemporaryFolder();
        using var fileSystem = new FaultyFileSystem(new FaultPlan());
        await using (var store = Open(folder, fileSystem))
        {
            var ledger = new Ledger(store);
            await ledger.WorkAsync(1);
            fileSystem.Plan.IsFull = true;
            for (var i = 2; i < 6; i++)
            {
                await ledger.WorkAsync(i);
            }

            Assert.Equal(4, ledger.Refused);
            Assert.Equal("The disk that holds the data folder is full.", store.Statistics.Fault);
            fileSystem.Plan.IsFull = false;
            await ledger.WorkAsync(6);
            Assert.Null(store.Statistics.Fault);
            await ledger.CheckAsync(store);
        }
    }

    [Fact]
    public async Task Says_so_when_entries_are_lost_at_a_stop()
    {
        using var folder = new TemporaryFolder();
        using var fileSystem = new FaultyFileSystem(new FaultPlan());
        var store = Open(folder, fileSystem);
        fileSystem.Plan.IsFull = true;
        await DeferAsync(store, 1);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.DisposeAsync());
        await SqliteStore.Open(new() { Folder = folder.Path }).DisposeAsync();
    }

    [Fact]
    public async Task Refuses_deferred_entries_only_when_the_disk_refuses_and_no_room_is_left()
    {
        using var folder = new TemporaryFolder();
        using var fileSystem = new FaultyFileSystem(new FaultPlan());
        await using var store = SqliteStore.Open(new() { Folder = folder.Path, FileSystem = fileSystem.Name, DeferredBytes = 2_000 });
        fileSystem.Plan.IsFull = true;
        var kept = 0;
        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            while (kept < 100)
            {
                await DeferAsync(store, kept + 1);
                kept++;
            }
        });
        fileSystem.Plan.IsFull = false;
        using (var transaction = store.Begin(new Cause("test", 0)))
        {
            transaction.Insert(Item.Of("a"));
            Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(transaction, Durability.Durable, None));
        }

        Assert.InRange(kept, 5, 99);
        using var reading = store.Begin(new Cause("test", 0));
        var entries = await reading.SearchStreamAsync(new StreamQuery { Stream = "s", Limit = 1_000 }, None);
        Assert.Equal(Enumerable.Range(1, kept), entries.Select(static entry => BitConverter.ToInt32(entry.Payload.Span)));
    }

    private static async Task DeferAsync(SqliteStore store, int number)
    {
        var payload = new byte[100];
        BitConverter.TryWriteBytes(payload, number);
        using var transaction = store.Begin(new Cause("test", 0));
        transaction.Append("s", new StreamAppend(DateTimeOffset.UnixEpoch, payload, []));
        await store.CommitAsync(transaction, Durability.Deferred, None);
    }

    private static SqliteStore Open(TemporaryFolder folder, FaultyFileSystem fileSystem)
        => SqliteStore.Open(new() { Folder = folder.Path, FileSystem = fileSystem.Name, CheckpointPages = 16 });

    private static async Task RunAsync(FaultPlan plan)
    {
        using var folder = new TemporaryFolder();
        using var fileSystem = new FaultyFileSystem(plan);
        Ledger ledger;
        await using (var store = Open(folder, fileSystem))
        {
            ledger = new Ledger(store);
            plan.Arm();
            for (var i = 1; i <= 4; i++)
            {
                await ledger.WorkAsync(i);
            }

            await Task.WhenAll(Enumerable.Range(5, 4).Select(i => Task.Run(() => ledger.WorkAsync(i), None)));
            plan.Disarm();
            await ledger.CheckAsync(store);
            await ledger.WorkAsync(9);
            Assert.Contains(9, ledger.Kept);
            await ledger.CheckAsync(store);
        }

        await using var reopened = SqliteStore.Open(new() { Folder = folder.Path });
        await ledger.CheckAsync(reopened);
    }

    /// <summary>Writes numbered things, remembers what was acknowledged, and compares.</summary>
    private sealed class Ledger(SqliteStore store)
    {
        private readonly Lock _gate = new();
        private readonly SortedSet<int> _kept = [];

        public IReadOnlySet<int> Kept => _kept;

        public int Refused { get; private set; }

        /// <summary>A record, a shared sum, an index value, a timer and an entry, in one transaction.</summary>
        public async Task WorkAsync(int number)
        {
            try
            {
                await store.RunAsync(async transaction =>
                {
                    Assert.True(await transaction.HasRoomAsync<Item>("111122223333/", 1_000, None));
                    transaction.Insert(Item.Of(Name(number), number, owner: number % 2 == 0 ? "even" : "odd"));
                    var sum = await transaction.FindAsync<Item>(Item.KeyOf("sum", "sum"), None);
                    if (sum is null)
                    {
                        transaction.Insert(Item.Of("sum", number, "sum"));
                    }
                    else
                    {
                        transaction.Replace(sum, sum with { Value = sum.Value + number });
                    }

                    transaction.Arm(new ArmedTimer("t", Name(number), DateTimeOffset.UnixEpoch.AddDays(number)));
                    transaction.Append("s", new StreamAppend(DateTimeOffset.UnixEpoch, BitConverter.GetBytes(number), [$"Number={number}"]));
                });
                lock (_gate)
                {
                    _kept.Add(number);
                }
            }
            catch (StoreUnavailableException)
            {
                lock (_gate)
                {
                    Refused++;
                }
            }
        }

        public async Task CheckAsync(SqliteStore checkedStore)
        {
            using var transaction = checkedStore.Begin(new Cause("test", 0));
            var items = await transaction.ListAsync<Item>("111122223333/", None);
            Assert.Equal(_kept, items.Select(static item => item.Value));
            Assert.Equal(_kept.Count, await transaction.CountAsync<Item>("111122223333/", None));
            Assert.Equal(_kept.Count == 0 ? null : _kept.Sum(), (await transaction.FindAsync<Item>(Item.KeyOf("sum", "sum"), None))?.Value);
            foreach (var number in Enumerable.Range(1, 9))
            {
                Assert.Equal(_kept.Contains(number), await transaction.FindAsync<Item>(Item.KeyOf(Name(number)), None) is not null);
            }

            var even = await transaction.ListByIndexAsync(Item.ByOwner, "even", after: null, 100, None);
            Assert.Equal(_kept.Where(static number => number % 2 == 0), even.Select(static item => item.Value));
            Assert.Equal(_kept.Select(Name), (await checkedStore.ReadTimersAsync(100, None)).Select(static timer => timer.Key));
            var entries = await transaction.SearchStreamAsync(new StreamQuery { Stream = "s", Limit = 100 }, None);
            Assert.Equal(_kept, entries.Select(static entry => BitConverter.ToInt32(entry.Payload.Span)).Order());
            Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(static entry => (int)entry.Sequence));
            var changes = await checkedStore.ReadChangesAsync(0, 1_000, None);
            Assert.Equal(Enumerable.Range(1, _kept.Count * 2), changes.Select(static change => (int)change.Sequence));
            Assert.Equal(_kept.Count * 2, checkedStore.LastSequence);
        }

        private static string Name(int number) => number.ToString("D4", CultureInfo.InvariantCulture);
    }
}
