using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>Does all background work, one step at a time and in a fixed order, each step in one transaction.</summary>
/// <remarks>
/// It never waits: <see cref="PumpLoop"/> calls it when something changed or came due, and a test calls it inline. In each round every follower takes a step,
/// in the order of the list, and then the timer that came due first fires; rounds go on until one finds nothing to do. A step that fails is tried again
/// with growing pauses and then parked with its error; the others go on meanwhile.
/// <para>Scaled out, a node takes a lease on a follower before it steps: the cursor moves only from where it was read, so that even two who step at once
/// count each change once. The seam for the lease is the list of followers handed to the constructor.</para>
/// </remarks>
public sealed class Pump : IDisposable
{
    // Changes that all followers have seen are forgotten when there are this many of them.
    private const int TrimEvery = 1_000;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly StepRunner _runner;
    private readonly FollowerWork[] _followers;
    private readonly TimerWork _timers;
    private readonly BackOff _disk = new();
    private long _trimmed;

    /// <summary>Makes the pump of a server.</summary>
    /// <param name="store">Where the cursors, the timers and the effects are.</param>
    /// <param name="followers">The followers, in the order in which they step.</param>
    /// <param name="handlers">The handlers, one for each kind of timer.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="ids">The source of ids for effects.</param>
    public Pump(IStore store, IEnumerable<IFollower> followers, IEnumerable<ITimerHandler> handlers, TimeProvider clock, IdSource ids)
    {
        _runner = new StepRunner(store, clock, ids);
        _followers = [.. followers.Select(follower => new FollowerWork(follower, _runner))];
        _timers = new TimerWork(handlers, _runner);
    }

    /// <summary>Steps until nothing is left to do now.</summary>
    /// <returns>When the next timer comes due or the next retry is; null when nothing is waited for.</returns>
    public async ValueTask<DateTimeOffset?> SettleAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (await RoundAsync(cancellationToken))
            {
            }

            _disk.Clear();
            await TrimAsync(cancellationToken);
            return await NextAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The disk refuses everybody: no step is to blame, and all of them wait for it.
            _disk.Fail(_runner.Now);
            return _disk.RetryAt;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The steps that were given up, for health, metrics and the console.</summary>
    public async ValueTask<IReadOnlyList<ParkedStep>> ReadParkedAsync(int limit, CancellationToken cancellationToken)
    {
        using var transaction = _runner.Store.Begin(new Cause(nameof(Pump), 0));
        return await transaction.ListAsync<ParkedStep>(string.Empty, after: null, limit, cancellationToken);
    }

    /// <summary>How many steps were given up.</summary>
    public async ValueTask<int> CountParkedAsync(CancellationToken cancellationToken)
    {
        using var transaction = _runner.Store.Begin(new Cause(nameof(Pump), 0));
        return await transaction.CountAsync<ParkedStep>(string.Empty, cancellationToken);
    }

    /// <summary>Tries a parked step again: a change at once, a timer when the pump next settles.</summary>
    /// <returns>Whether it is no longer parked.</returns>
    public async ValueTask<bool> UnparkAsync(string key, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var parked = await FindParkedAsync(key, cancellationToken);
            if (parked is null)
            {
                return false;
            }

            if (!parked.IsTimer)
            {
                var follower = Array.Find(_followers, follower => follower.Follower.Name == parked.Worker);
                return follower is not null && await follower.RetryAsync(parked, cancellationToken);
            }

            await _runner.RunAsync(new Cause(nameof(Pump), 0), (transaction, _) => RearmAsync(transaction, key, cancellationToken), cancellationToken);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets where the followers were; to be called when the store was emptied.</summary>
    public async ValueTask ForgetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        Array.ForEach(_followers, static follower => follower.Forget());
        _timers.Forget();
        _trimmed = 0;
        _turn.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static async ValueTask RearmAsync(IStoreTransaction transaction, string key, CancellationToken cancellationToken)
    {
        if (await transaction.FindAsync<ParkedStep>(key, cancellationToken) is { } parked)
        {
            transaction.Delete(parked);
            transaction.Arm(parked.ToTimer());
        }
    }

    private async ValueTask<bool> RoundAsync(CancellationToken cancellationToken)
    {
        var hasWorked = false;
        foreach (var follower in _followers)
        {
            hasWorked |= await follower.StepAsync(cancellationToken);
        }

        return await _timers.StepAsync(cancellationToken) || hasWorked;
    }

    private async ValueTask<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        var next = await _timers.NextAsync(cancellationToken);
        foreach (var follower in _followers)
        {
            next = next is null || follower.RetryAt < next ? follower.RetryAt ?? next : next;
        }

        return next;
    }

    private async ValueTask TrimAsync(CancellationToken cancellationToken)
    {
        var through = _followers.Length == 0 ? _runner.Store.LastSequence : _followers.Min(static follower => follower.Cursor);
        if (through - _trimmed >= TrimEvery)
        {
            await _runner.Store.TrimChangesAsync(through, cancellationToken);
            _trimmed = through;
        }
    }

    private async ValueTask<ParkedStep?> FindParkedAsync(string key, CancellationToken cancellationToken)
    {
        using var transaction = _runner.Store.Begin(new Cause(nameof(Pump), 0));
        return await transaction.FindAsync<ParkedStep>(key, cancellationToken);
    }
}
