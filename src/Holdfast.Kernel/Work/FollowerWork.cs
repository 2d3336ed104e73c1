using System.Diagnostics.CodeAnalysis;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>One follower on its way along the feed.</summary>
internal sealed class FollowerWork(IFollower follower, StepRunner runner)
{
    // Changes that share one transaction while all goes well; after a failure each has its own, until the failing one is behind.
    private const int SharedChanges = 32;
    private const int ReadAhead = 256;

    // A cursor that only passes over changes is written this rarely.
    private const int PassedOver = 1_000;

    private readonly HashSet<string> _collections = new(follower.Collections, StringComparer.Ordinal);
    private readonly BackOff _backOff = new();
    private long _aloneUntil;
    private bool _isLoaded;
    private long _cursor;
    private long _scanned;

    public IFollower Follower => follower;

    public DateTimeOffset? RetryAt => _backOff.RetryAt;

    /// <summary>How far it has come; changes up to here it needs no more.</summary>
    public long Cursor => _cursor;

    /// <summary>Takes one step, and says whether there was one to take.</summary>
    public async ValueTask<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (_backOff.Waits(runner.Now))
        {
            return false;
        }

        await LoadAsync(cancellationToken);
        while (_scanned < runner.Store.LastSequence)
        {
            var changes = await runner.Store.ReadChangesAsync(_scanned, ReadAhead, cancellationToken);
            if (changes.Count == 0)
            {
                return false;
            }

            var share = _scanned < _aloneUntil ? 1 : SharedChanges;
            var wanted = changes.Where(change => _collections.Contains(change.Collection)).Take(share).ToList();
            if (wanted.Count > 0)
            {
                var isAll = wanted.Count < share;
                await ActAsync(wanted, isAll ? changes[^1].Sequence : wanted[^1].Sequence, cancellationToken);
                return true;
            }

            _scanned = changes[^1].Sequence;
            if (_scanned - _cursor >= PassedOver)
            {
                await MoveAsync(_scanned, cancellationToken);
            }
        }

        return false;
    }

    /// <summary>Tries a parked change again, and says whether it succeeded; if not it stays parked, with the new error.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a follower throws is kept with the step.")]
    public async ValueTask<bool> RetryAsync(ParkedStep parked, CancellationToken cancellationToken)
    {
        try
        {
            // A person asked for it, so a chain that was too long begins anew.
            await runner.RunAsync(
                new Cause(follower.Name, 1),
                async (transaction, step) =>
                {
                    if (await transaction.FindAsync<ParkedStep>(parked.Key, cancellationToken) is { } current)
                    {
                        transaction.Delete(current);
                        await follower.FollowAsync(parked.ToChange(), step, cancellationToken);
                    }
                },
                cancellationToken);
            return true;
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreUnavailableException))
        {
            await runner.RunAsync(
                new Cause(follower.Name, 0),
                (transaction, step) => StepRunner.ParkAsync(
                    transaction,
                    parked with { At = step.Now, Attempts = parked.Attempts + 1, Error = StepRunner.Describe(error) },
                    cancellationToken),
                cancellationToken);
            return false;
        }
    }

    /// <summary>Forgets where it was, so that it asks the store.</summary>
    public void Forget()
    {
        _isLoaded = false;
        _aloneUntil = 0;
        _backOff.Clear();
    }

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (!_isLoaded || runner.Store.LastSequence < _scanned)
        {
            _cursor = _scanned = await runner.Store.ReadCursorAsync(follower.Name, cancellationToken);
            _isLoaded = true;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a follower throws is kept with the step, and blocks no other.")]
    private async ValueTask ActAsync(List<Change> changes, long to, CancellationToken cancellationToken)
    {
        try
        {
            var depth = changes.Max(static change => change.Cause.Depth) + 1;
            if (depth > StepRunner.MostDepth)
            {
                throw new EndlessChainException(follower.Name);
            }

            await runner.RunAsync(
                new Cause(follower.Name, depth),
                async (transaction, step) =>
                {
                    await TakeCursorAsync(transaction, to, cancellationToken);
                    foreach (var change in changes)
                    {
                        await follower.FollowAsync(change, step, cancellationToken);
                    }
                },
                cancellationToken);
            _cursor = _scanned = to;
            _backOff.Clear();
        }
        catch (CursorMovedException)
        {
            Forget();
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreUnavailableException))
        {
            if (changes.Count > 1)
            {
                _aloneUntil = changes[^1].Sequence;
            }
            else if (_backOff.Fail(runner.Now) || error is EndlessChainException)
            {
                await ParkAsync(changes[0], error, cancellationToken);
            }
        }
    }

    private async ValueTask ParkAsync(Change change, Exception error, CancellationToken cancellationToken)
    {
        await runner.RunAsync(
            new Cause(follower.Name, 0),
            async (transaction, step) =>
            {
                await TakeCursorAsync(transaction, change.Sequence, cancellationToken);
                await StepRunner.ParkAsync(
                    transaction, ParkedStep.Of(follower, change, step.Now, _backOff.Attempts, StepRunner.Describe(error)), cancellationToken);
            },
            cancellationToken);
        _cursor = _scanned = change.Sequence;
        _backOff.Clear();
    }

    private async ValueTask MoveAsync(long to, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(
                new Cause(follower.Name, 0), (transaction, _) => TakeCursorAsync(transaction, to, cancellationToken), cancellationToken);
            _cursor = to;
        }
        catch (CursorMovedException)
        {
            Forget();
        }
    }

    private async ValueTask TakeCursorAsync(IStoreTransaction transaction, long to, CancellationToken cancellationToken)
    {
        if (await runner.Store.ReadCursorAsync(follower.Name, cancellationToken) != _cursor)
        {
            throw new CursorMovedException();
        }

        transaction.MoveCursor(follower.Name, _cursor, to);
    }

    /// <summary>Somebody else moved the cursor: the world was emptied, or another node follows.</summary>
    private sealed class CursorMovedException : Exception;
}
