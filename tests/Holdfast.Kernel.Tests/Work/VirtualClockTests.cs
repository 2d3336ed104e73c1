using Holdfast.Kernel.Work;
using Holdfast.Store.TestKit;

namespace Holdfast.Kernel.Tests.Work;

public sealed class VirtualClockTests
{
    [Fact]
    public async Task Runs_with_the_real_clock_from_where_it_was_turned()
    {
        await using var world = new PumpWorld();
        await world.AdvanceAsync(TimeSpan.FromDays(7));
        world.Real.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(PumpWorld.Start.AddDays(7).AddSeconds(3), world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Is_where_it_was_after_a_restart()
    {
        await using var world = new PumpWorld();
        await world.AdvanceAsync(TimeSpan.FromDays(7));
        await world.AdvanceAsync(TimeSpan.FromDays(1));
        using var restarted = new VirtualClock(world.Real);
        await restarted.RestoreAsync(world.Store, PumpWorld.None);

        Assert.Equal(PumpWorld.Start.AddDays(8), restarted.GetUtcNow());
    }

    [Fact]
    public async Task Fires_every_timer_in_order_and_at_its_instant()
    {
        var fired = new List<string>();
        var handler = new TestTimer("t", (timer, step) =>
        {
            fired.Add($"{timer.Key} {step.Now:HH:mm}");
            return ValueTask.CompletedTask;
        });
        await using var world = new PumpWorld(handlers: [handler]);
        await world.ArmAsync("t", "c", PumpWorld.Start.AddHours(3));
        await world.ArmAsync("t", "a", PumpWorld.Start.AddHours(1));
        await world.ArmAsync("t", "b", PumpWorld.Start.AddHours(2));
        await world.ArmAsync("t", "d", PumpWorld.Start.AddHours(4).AddTicks(1));

        await world.Clock.SetAsync(PumpWorld.Start.AddHours(4), world.Pump, world.Store, PumpWorld.None);

        Assert.Equal(["a 01:00", "b 02:00", "c 03:00"], fired);
        Assert.Equal(PumpWorld.Start.AddHours(4), world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Wakes_who_sleeps_by_it_when_it_jumps()
    {
        await using var world = new PumpWorld();
        var sleeping = Task.Delay(TimeSpan.FromHours(1), world.Clock, TestContext.Current.CancellationToken);
        await world.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.False(sleeping.IsCompleted);
        await world.AdvanceAsync(TimeSpan.FromMinutes(1));
        world.Real.Advance(TimeSpan.Zero);

        await sleeping;
    }

    [Fact]
    public async Task Refuses_to_go_where_no_calendar_follows()
    {
        await using var world = new PumpWorld();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => world.AdvanceAsync(TimeSpan.FromDays(-1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => world.AdvanceAsync(VirtualClock.FarthestOffset + TimeSpan.FromDays(1)));
        Assert.Equal(PumpWorld.Start, world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_loop_does_what_is_committed_and_what_comes_due()
    {
        var fired = new TaskCompletionSource();
        var handler = new TestTimer("t", (_, _) =>
        {
            fired.TrySetResult();
            return ValueTask.CompletedTask;
        });
        var followed = new TaskCompletionSource();
        var follower = new ItemFollower("f", (change, step) =>
        {
            step.Transaction.Arm(new Store.ArmedTimer("t", change.Key, step.Now.AddHours(1)));
            followed.TrySetResult();
            return ValueTask.CompletedTask;
        });
        await using var world = new PumpWorld([follower], [handler]);
        using var stop = new CancellationTokenSource();
        var loop = new PumpLoop(world.Pump, world.Store, world.Clock, static error => Assert.Fail(error.Message)).RunAsync(stop.Token);
        await world.GivenAsync(Item.Of("a"));
        await followed.Task;

        // The loop sleeps by the virtual clock, and the follower's commit may still be under way; turning it waits for that.
        await world.AdvanceAsync(TimeSpan.FromHours(2));
        await fired.Task;

        await stop.CancelAsync();
        await loop;
    }
}
