using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>A clock that can be turned: it runs as fast as the real one, some way off it.</summary>
/// <remarks>Turning it forward stops at every timer that comes due on the way and lets the pump do what is due, so that a week passes in order.</remarks>
public sealed class VirtualClock(TimeProvider real) : TimeProvider, IDisposable
{
    /// <summary>The farthest that the clock goes from the real one.</summary>
    public static readonly TimeSpan FarthestOffset = TimeSpan.FromDays(36_525);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private readonly HashSet<VirtualTimer> _timers = [];
    private long _offset;
    private long _stoppedAt;

    /// <summary>How far it is from the real clock.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offset));

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    /// <summary>Turns the clock to where it was when the server last stopped.</summary>
    public async ValueTask RestoreAsync(IStore store, CancellationToken cancellationToken)
    {
        using var transaction = store.Begin(new Cause(nameof(VirtualClock), 0));
        var kept = await transaction.FindAsync<ClockOffset>(ClockOffset.OnlyKey, cancellationToken);
        Volatile.Write(ref _offset, kept?.Ticks ?? 0);
        Reschedule();
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
        => Volatile.Read(ref _stoppedAt) is var stopped and not 0
            ? new DateTimeOffset(stopped, TimeSpan.Zero)
            : real.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass at once, doing all that comes due on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or leads too far from the real clock.</exception>
    public async ValueTask AdvanceAsync(TimeSpan duration, Pump pump, IStore store, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await TurnAsync(GetUtcNow() + duration, pump, store, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Turns the clock to an instant: forward doing all that comes due on the way, or back, doing nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is too far from the real clock.</exception>
    public async ValueTask SetAsync(DateTimeOffset instant, Pump pump, IStore store, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await TurnAsync(instant, pump, store, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask TurnAsync(DateTimeOffset until, Pump pump, IStore store, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((until - real.GetUtcNow()).Duration(), FarthestOffset, nameof(until));
        var now = GetUtcNow();
        try
        {
            // While it is turned the clock stands still, so that every step sees the very instant for which it was due.
            Stop(now);
            while (await pump.SettleAsync(cancellationToken) is { } due && due <= until)
            {
                if (due > now)
                {
                    Stop(now = due);
                }
            }

            Stop(until);
            await pump.SettleAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _offset, (GetUtcNow() - real.GetUtcNow()).Ticks);
            Volatile.Write(ref _stoppedAt, 0);
            Reschedule();
        }

        await KeepAsync(store, cancellationToken);
    }

    private async ValueTask KeepAsync(IStore store, CancellationToken cancellationToken)
    {
        CommitOutcome outcome;
        do
        {
            using var transaction = store.Begin(new Cause(nameof(VirtualClock), 0));
            var after = new ClockOffset { Ticks = Offset.Ticks };
            if (await transaction.FindAsync<ClockOffset>(ClockOffset.OnlyKey, cancellationToken) is { } before)
            {
                transaction.Replace(before, after);
            }
            else
            {
                transaction.Insert(after);
            }

            outcome = await store.CommitAsync(transaction, Durability.Durable, cancellationToken);
        }
        while (outcome == CommitOutcome.Conflict);
    }

    private ITimer CreateRealTimer(VirtualTimer timer)
        => real.CreateTimer(static timer => ((VirtualTimer)timer!).Fire(), timer, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Stop(DateTimeOffset instant)
    {
        Volatile.Write(ref _stoppedAt, instant.UtcTicks);
        Reschedule();
    }

    private void Reschedule()
    {
        VirtualTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers];
        }

        Array.ForEach(timers, static timer => timer.Reschedule());
    }

    /// <summary>A timer of the platform that is set anew whenever the clock jumps.</summary>
    private sealed class VirtualTimer : ITimer
    {
        private readonly VirtualClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _inner;
        private readonly Lock _gate = new();
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public VirtualTimer(VirtualClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _inner = clock.CreateRealTimer(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
                _period = period;
            }

            lock (_clock._gate)
            {
                _clock._timers.Add(this);
            }

            Reschedule();
            return true;
        }

        public void Reschedule()
        {
            lock (_gate)
            {
                var wait = _due - _clock.GetUtcNow();
                _inner.Change(wait is null ? Timeout.InfiniteTimeSpan : wait > TimeSpan.Zero ? wait.Value : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (_clock._gate)
            {
                _clock._timers.Remove(this);
            }

            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        public void Fire()
        {
            if (TakeDue())
            {
                _callback(_state);
            }

            Reschedule();
        }

        // Not due any more when the clock was turned back, or when the platform's timer came early.
        private bool TakeDue()
        {
            lock (_gate)
            {
                if (_due is null || _due > _clock.GetUtcNow())
                {
                    return false;
                }

                _due = _period > TimeSpan.Zero ? _clock.GetUtcNow() + _period : null;
                return true;
            }
        }
    }
}
