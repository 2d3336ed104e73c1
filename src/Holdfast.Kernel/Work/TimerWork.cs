using System.Diagnostics.CodeAnalysis;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>The timers, fired one at a time in the order of their due time.</summary>
internal sealed class TimerWork(IEnumerable<ITimerHandler> handlers, StepRunner runner)
{
    private readonly Dictionary<string, ITimerHandler> _handlers = handlers.ToDictionary(static handler => handler.Kind, StringComparer.Ordinal);
    private readonly Dictionary<ArmedTimer, BackOff> _failing = [];

    /// <summary>Fires the timer that came due first and need not wait, if there is one.</summary>
    public async ValueTask<bool> StepAsync(CancellationToken cancellationToken)
    {
        var now = runner.Now;
        if (await FirstAsync(now, cancellationToken) is not { } timer || timer.Due > now)
        {
            return false;
        }

        await FireAsync(timer, cancellationToken);
        return true;
    }

    /// <summary>When the next one is due, or is tried again.</summary>
    public async ValueTask<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        var next = (await FirstAsync(runner.Now, cancellationToken))?.Due;
        foreach (var backOff in _failing.Values)
        {
            next = next is null || backOff.RetryAt < next ? backOff.RetryAt : next;
        }

        return next;
    }

    /// <summary>Forgets all failures.</summary>
    public void Forget() => _failing.Clear();

    // Those that wait are passed over; there are never more of them in the way than are remembered.
    private async ValueTask<ArmedTimer?> FirstAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var limit = _failing.Count + 1;
        var timers = await runner.Store.ReadTimersAsync(limit, cancellationToken);
        if (timers.Count < limit)
        {
            // All are in sight, so what is not among them was disarmed or moved.
            foreach (var gone in _failing.Keys.Except(timers).ToList())
            {
                _failing.Remove(gone);
            }
        }

        return timers.FirstOrDefault(timer => !_failing.TryGetValue(timer, out var backOff) || !backOff.Waits(now));
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a handler throws is kept with the step, and blocks no other.")]
    private async ValueTask FireAsync(ArmedTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            var handler = _handlers.GetValueOrDefault(timer.Kind)
                ?? throw new InvalidOperationException($"Nothing handles timers of the kind {timer.Kind}.");
            if (timer.Depth >= StepRunner.MostDepth)
            {
                throw new EndlessChainException(timer.Kind);
            }

            await runner.RunAsync(
                new Cause(timer.Kind, timer.Depth + 1),
                async (transaction, step) =>
                {
                    if (await IsArmedAsync(timer, cancellationToken))
                    {
                        transaction.Fire(timer);
                        await handler.FireAsync(timer, step, cancellationToken);
                    }
                },
                cancellationToken);
            _failing.Remove(timer);
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreUnavailableException))
        {
            if (!_failing.TryGetValue(timer, out var backOff))
            {
                _failing[timer] = backOff = new BackOff();
            }

            if (backOff.Fail(runner.Now) || error is EndlessChainException)
            {
                await ParkAsync(timer, backOff.Attempts, error, cancellationToken);
                _failing.Remove(timer);
            }
        }
    }

    // A step that met another commit runs again, and by then the timer may have been moved; then it is not for this step to fire.
    private async ValueTask<bool> IsArmedAsync(ArmedTimer timer, CancellationToken cancellationToken)
        => (await runner.Store.ReadTimersAsync(_failing.Count + 1, cancellationToken)).Contains(timer);

    private ValueTask ParkAsync(ArmedTimer timer, int attempts, Exception error, CancellationToken cancellationToken)
        => runner.RunAsync(
            new Cause(timer.Kind, 0),
            async (transaction, step) =>
            {
                if (await IsArmedAsync(timer, cancellationToken))
                {
                    transaction.Fire(timer);
                    await StepRunner.ParkAsync(transaction, ParkedStep.Of(timer, step.Now, attempts, StepRunner.Describe(error)), cancellationToken);
                }
            },
            cancellationToken);
}
