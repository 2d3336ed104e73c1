using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Holdfast.Store.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Kernel.Tests.Work;

/// <summary>A pump over a store in memory, with a clock that a test turns.</summary>
internal sealed class PumpWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public PumpWorld(IEnumerable<IFollower>? followers = null, IEnumerable<ITimerHandler>? handlers = null)
    {
        Store = new FaultyStore(SqliteStore.Open(new() { Folder = null }));
        Real = new FakeTimeProvider(Start);
        Clock = new VirtualClock(Real);
        Pump = new Pump(Store, followers ?? [], handlers ?? [], Clock, new SystemIdSource());
    }

    public static CancellationToken None => CancellationToken.None;

    public FaultyStore Store { get; }

    public FakeTimeProvider Real { get; }

    public VirtualClock Clock { get; }

    public Pump Pump { get; }

    public async Task GivenAsync(params Item[] items)
        => await Store.RunAsync(transaction =>
        {
            foreach (var item in items)
            {
                transaction.Insert(item);
            }

            return Task.CompletedTask;
        });

    public async Task ArmAsync(string kind, string key, DateTimeOffset due)
        => await Store.RunAsync(transaction =>
        {
            transaction.Arm(new ArmedTimer(kind, key, due));
            return Task.CompletedTask;
        });

    public async Task<DateTimeOffset?> SettleAsync() => await Pump.SettleAsync(None);

    public async Task AdvanceAsync(TimeSpan duration) => await Clock.AdvanceAsync(duration, Pump, Store, None);

    /// <summary>The texts of all notes, in the order of their ids.</summary>
    public async Task<IEnumerable<string>> NotesAsync()
    {
        using var transaction = Store.Begin(new Cause("test", 0));
        return (await transaction.ListAsync<Note>(string.Empty, None)).Select(static note => note.Text);
    }

    public async ValueTask DisposeAsync()
    {
        Pump.Dispose();
        Clock.Dispose();
        await Store.DisposeAsync();
    }
}

/// <summary>A follower of items that does what a test says.</summary>
internal sealed class ItemFollower(string name, Func<Change, Step, ValueTask> follow) : IFollower
{
    public string Name => name;

    public IReadOnlyCollection<string> Collections => ["test/items"];

    public ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken) => follow(change, step);

    /// <summary>Counts changes in a note of its own: what counts a change twice, or passes one over, is seen.</summary>
    public static ItemFollower Counting(string name) => new(name, async (_, step) =>
    {
        var before = await step.Transaction.FindAsync<Note>(name, CancellationToken.None);
        if (before is null)
        {
            step.Transaction.Insert(new Note { Id = name, Text = "1" });
        }
        else
        {
            var count = int.Parse(before.Text, System.Globalization.CultureInfo.InvariantCulture) + 1;
            step.Transaction.Replace(before, before with { Text = count.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        }
    });
}

/// <summary>A timer handler that does what a test says.</summary>
internal sealed class TestTimer(string kind, Func<ArmedTimer, Step, ValueTask> fire) : ITimerHandler
{
    public string Kind => kind;

    public ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken) => fire(timer, step);

    /// <summary>Writes a note at each firing, and fires again after a period.</summary>
    public static TestTimer Periodic(string kind, TimeSpan period) => new(kind, (timer, step) =>
    {
        step.Transaction.Insert(new Note { Id = $"{kind}/{timer.Key}/{step.Now:O}", Text = $"{step.Now:HH:mm:ss}" });
        step.Transaction.Arm(timer with { Due = timer.Due + period });
        return ValueTask.CompletedTask;
    });
}
