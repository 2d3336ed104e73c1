using Holdfast.Gateway.OwnCalls;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Store;

namespace Holdfast.Server;

/// <summary>The world of a running server, as its own calls see it.</summary>
internal sealed class ServerWorld(IStore store, Pump pump, LastUses uses, VirtualClock clock, TrailOptions trails, FirstStart firstStart, bool isDev) : IWorld
{
    /// <inheritdoc/>
    public bool IsDev => isDev;

    /// <inheritdoc/>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedStep>> ReadParkedAsync(int limit) => pump.ReadParkedAsync(limit, CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask<int> CountParkedAsync() => pump.CountParkedAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask TurnClockAsync(DateTimeOffset until)
    {
        trails.IsTurning = true;
        try
        {
            await clock.SetAsync(until, pump, store, CancellationToken.None);
        }
        finally
        {
            trails.IsTurning = false;
        }

        await TrailPace.WakeAsync(store, clock.GetUtcNow(), trails, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask ResetAsync()
    {
        await store.ResetAsync(CancellationToken.None);
        await pump.ForgetAsync(CancellationToken.None);
        uses.Forget();
        await clock.RestoreAsync(store, CancellationToken.None);
        await firstStart.RunAsync();
    }
}
