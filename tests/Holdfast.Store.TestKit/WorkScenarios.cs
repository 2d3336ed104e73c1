using Xunit;

namespace Holdfast.Store.TestKit;

/// <summary>What every engine promises of timers, cursors, the bell and blobs.</summary>
public abstract class WorkScenarios : StoreScenario
{
    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Gives_timers_in_the_order_of_their_due_time()
    {
        await ArmAsync(new("b", "1", s_start.AddHours(1)), new("a", "2", s_start.AddHours(1)), new("a", "1", s_start.AddHours(2)));
        await ArmAsync(new ArmedTimer("a", "1", s_start));

        var timers = await Store.ReadTimersAsync(10, None);

        Assert.Equal([("a", "1"), ("a", "2"), ("b", "1")], timers.Select(static timer => (timer.Kind, timer.Key)));
        Assert.Equal(s_start, timers[0].Due);
        Assert.Equal("a", Assert.Single(await Store.ReadTimersAsync(1, None)).Kind);
        await RunAsync(transaction =>
        {
            transaction.Disarm("a", "1");
            transaction.Disarm("never", "armed");
            return Task.CompletedTask;
        });
        Assert.Equal(2, (await Store.ReadTimersAsync(10, None)).Count);
    }

    [Fact]
    public async Task Fires_a_timer_once_and_not_when_it_was_moved_meanwhile()
    {
        await ArmAsync(new ArmedTimer("a", "1", s_start));
        var timer = (await Store.ReadTimersAsync(1, None))[0];
        using var first = Store.Begin(Test);
        using var second = Store.Begin(Test);
        first.Fire(timer);
        second.Fire(timer);
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(first));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(second));

        await ArmAsync(timer);
        using var third = Store.Begin(Test);
        third.Fire(timer);
        await ArmAsync(timer with { Due = s_start.AddDays(1) });
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(third));
        Assert.Equal(s_start.AddDays(1), Assert.Single(await Store.ReadTimersAsync(9, None)).Due);
    }

    [Fact]
    public async Task Lets_a_timer_inherit_the_depth_of_its_cause_unless_time_passes_first()
    {
        await Store.RunAsync(
            transaction =>
            {
                transaction.Arm(new ArmedTimer("now", "1", s_start));
                transaction.Arm(new ArmedTimer("later", "1", s_start.AddSeconds(1)));
                return Task.CompletedTask;
            },
            new Cause("follower", 4) { At = s_start });

        Assert.Equal([4, 0], (await Store.ReadTimersAsync(9, None)).Select(static timer => timer.Depth));
    }

    [Fact]
    public async Task Moves_a_cursor_only_from_where_it_was_read()
    {
        Assert.Equal(0, await Store.ReadCursorAsync("follower", None));
        Assert.Equal(CommitOutcome.Committed, await MoveAsync(0, 3));
        Assert.Equal(3, await Store.ReadCursorAsync("follower", None));
        Assert.Equal(CommitOutcome.Conflict, await MoveAsync(0, 4));
        Assert.Equal(CommitOutcome.Committed, await MoveAsync(3, 4));
        Assert.Equal(4, await Store.ReadCursorAsync("follower", None));
    }

    [Fact]
    public async Task Rings_for_what_happened_since_it_was_asked()
    {
        var seen = Store.Signals;
        var waiting = Store.WaitForCommitAsync(seen, None).AsTask();
        Assert.False(waiting.IsCompleted);
        await GivenAsync(Item.Of("alice"));

        await waiting;
        await Store.WaitForCommitAsync(seen, None);
        Assert.NotEqual(seen, Store.Signals);
    }

    [Fact]
    public async Task Forgets_changes_that_nobody_needs_but_keeps_the_latest()
    {
        await GivenAsync(Item.Of("a"), Item.Of("b"), Item.Of("c"));
        await Store.TrimChangesAsync(2, None);

        Assert.Equal(3, Store.LastSequence);
        Assert.Equal(3, (await ChangesAsync())[^1].Sequence);
    }

    [Fact]
    public async Task Keeps_blobs_under_their_names_until_they_are_deleted()
    {
        var bytes = new byte[300_000];
        bytes[7] = 7;
        bytes[^1] = 9;
        await KeepBlobAsync("objects/4f/4f2a", bytes);
        await KeepBlobAsync("cold/1", [1]);

        using (var blob = (await Store.Blobs.OpenAsync("objects/4f/4f2a", None))!)
        {
            var end = new byte[10];
            Assert.Equal(bytes.Length, blob.Length);
            Assert.Equal(4, await blob.ReadAsync(bytes.Length - 4, end, None));
            Assert.Equal([0, 0, 0, 9], end[..4]);
            Assert.Equal(0, await blob.ReadAsync(bytes.Length, end, None));
            await Store.Blobs.DeleteAsync("objects/4f/4f2a", None);
            Assert.Equal(10, await blob.ReadAsync(0, end, None));
            Assert.Equal(7, end[7]);
        }

        await Store.Blobs.DeleteAsync("objects/4f/4f2a", None);
        Assert.Null(await Store.Blobs.OpenAsync("objects/4f/4f2a", None));
        Assert.Empty(await BlobsAsync("objects"));
        Assert.Equal(1, Assert.Single(await BlobsAsync("cold")).Bytes);
    }

    [Fact]
    public async Task Leaves_nothing_of_a_blob_that_was_not_kept()
    {
        await using (var writer = await Store.Blobs.CreateAsync("objects/1", None))
        {
            await writer.WriteAsync(new byte[100_000], None);
            Assert.Null(await Store.Blobs.OpenAsync("objects/1", None));
        }

        Assert.Null(await Store.Blobs.OpenAsync("objects/1", None));
        Assert.Empty(await BlobsAsync("objects"));
        Assert.Empty(await BlobsAsync("incoming"));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("A")]
    [InlineData("")]
    public async Task Refuses_names_that_could_leave_the_folder(string name)
        => await Assert.ThrowsAsync<ArgumentException>(() => Store.Blobs.CreateAsync(name, None).AsTask());

    private async Task<IReadOnlyList<BlobFacts>> BlobsAsync(string part)
    {
        var blobs = new List<BlobFacts>();
        await foreach (var blob in Store.Blobs.ListAsync(part, None))
        {
            blobs.Add(blob);
        }

        return blobs;
    }

    private Task ArmAsync(params ArmedTimer[] timers)
        => RunAsync(transaction =>
        {
            foreach (var timer in timers)
            {
                transaction.Arm(timer);
            }

            return Task.CompletedTask;
        });

    private async Task<CommitOutcome> MoveAsync(long from, long to)
    {
        using var transaction = Store.Begin(Test);
        transaction.MoveCursor("follower", from, to);
        return await CommitAsync(transaction);
    }
}
