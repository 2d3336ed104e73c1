using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recording;
using Holdfast.Store;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.SignIn;

/// <summary>Runs what the sign-in does in units of work, with the records of it: again after a conflict, and alone after too many.</summary>
internal sealed class SignInUnits(IStore store, SignInRecorder recorder, GateOptions options, ILogger logger)
{
    private readonly StoreFaults _faults = new(logger);

    /// <summary>Runs a unit of work.</summary>
    /// <param name="exchange">The exchange that it is for.</param>
    /// <param name="work">What is read and written; it may run again.</param>
    /// <param name="eventsOf">What happened, by the outcome; it is recorded in the same transaction.</param>
    /// <returns>The outcome; the default when nothing could be kept.</returns>
    public async ValueTask<T?> RunAsync<T>(
        Exchange exchange, Func<ITransaction, ValueTask<T>> work, Func<T, SignInEvent?> eventsOf)
        where T : class
    {
        var cause = new Cause(exchange.RequestId, 0) { At = exchange.Now };
        try
        {
            for (var attempt = 1; attempt <= options.OptimisticAttemptsMax + options.ExclusiveAttemptsMax; attempt++)
            {
                using var transaction = attempt <= options.OptimisticAttemptsMax
                    ? store.Begin(cause)
                    : await store.BeginExclusiveAsync(cause, CancellationToken.None);
                var outcome = await work(transaction);
                if (eventsOf(outcome) is { } happened)
                {
                    recorder.Record(transaction, happened, exchange.Facts, exchange.Now);
                }

                if (await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None) == CommitOutcome.Committed)
                {
                    _faults.Clear(Durability.Durable);
                    return outcome;
                }
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            _faults.Note(exchange.RequestId, unavailable);
        }

        return null;
    }

    /// <summary>Records what happened, by itself.</summary>
    /// <returns>Whether it is kept.</returns>
    public async ValueTask<bool> RecordAsync(Exchange exchange, SignInEvent happened)
        => await RunAsync(exchange, _ => ValueTask.FromResult(happened), static done => done) is not null;
}
