using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>Keeps the pump going in a server: it settles when something was committed or comes due, and sleeps in between.</summary>
/// <param name="pump">The pump.</param>
/// <param name="store">The store whose commits wake it.</param>
/// <param name="clock">The clock by which it sleeps; a virtual one wakes it when it jumps.</param>
/// <param name="onFault">Told of what must not happen and did; the loop goes on after a pause.</param>
public sealed class PumpLoop(Pump pump, IStore store, TimeProvider clock, Action<Exception> onFault)
{
    // Longer than this no timer of the platform sleeps; it wakes for nothing and sleeps again.
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_faultPause = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var seen = store.Signals;
            var next = await SettleAsync(cancellationToken);
            await SleepAsync(seen, next, cancellationToken);
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "Background work must outlive whatever goes wrong in it.")]
    private async ValueTask<DateTimeOffset?> SettleAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await pump.SettleAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            onFault(error);
            return clock.GetUtcNow() + s_faultPause;
        }
    }

    private async Task SleepAsync(long seen, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var bell = store.WaitForCommitAsync(seen, awake.Token).AsTask();
        var sleep = (next - clock.GetUtcNow()) is { } wait && wait < s_longestSleep ? wait : s_longestSleep;
        var due = Task.Delay(sleep > TimeSpan.Zero ? sleep : TimeSpan.Zero, clock, awake.Token);
        await Task.WhenAny(bell, due);
        await awake.CancelAsync();
    }
}
