using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>Runs a step in one transaction, and again when it meets another's.</summary>
internal sealed class StepRunner(IStore store, TimeProvider clock, IdSource ids)
{
    /// <summary>A chain of this many effects, each the cause of the next, is taken to feed itself.</summary>
    public const int MostDepth = 32;

    private const int SharedAttempts = 5;

    public IStore Store => store;

    public DateTimeOffset Now => clock.GetUtcNow();

    public async ValueTask RunAsync(Cause cause, Func<IStoreTransaction, Step, ValueTask> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = Now;
            var dated = cause with { At = now };
            using var transaction = attempt <= SharedAttempts ? store.Begin(dated) : await store.BeginExclusiveAsync(dated, cancellationToken);
            await work(transaction, new Step(now, ids, transaction));
            if (await store.CommitAsync(transaction, Durability.Durable, cancellationToken) == CommitOutcome.Committed)
            {
                return;
            }
        }
    }

    /// <summary>Keeps a step that is given up, in the transaction that passes over it.</summary>
    public static async ValueTask ParkAsync(IStoreTransaction transaction, ParkedStep parked, CancellationToken cancellationToken)
    {
        if (await transaction.FindAsync<ParkedStep>(parked.Key, cancellationToken) is { } earlier)
        {
            transaction.Replace(earlier, parked);
        }
        else
        {
            transaction.Insert(parked);
        }
    }

    /// <summary>What is kept of an error: the kind and the sentence, not the stack.</summary>
    public static string Describe(Exception error) => $"{error.GetType().Name}: {error.Message}";
}
