namespace Holdfast.Store.TestKit;

/// <summary>Runs work as the dispatcher does: again after a conflict, and alone when conflicts do not end.</summary>
public static class StoreRunner
{
    private const int Attempts = 5;

    /// <summary>Runs work in one transaction until it is kept.</summary>
    public static async Task RunAsync(this IStore store, Func<ITransaction, Task> work, Cause? cause = null)
    {
        var origin = cause ?? new Cause("test", 0);
        for (var attempt = 1; ; attempt++)
        {
            using var transaction = attempt <= Attempts
                ? store.Begin(origin)
                : await store.BeginExclusiveAsync(origin, CancellationToken.None);
            await work(transaction);
            if (await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None) == CommitOutcome.Committed)
            {
                return;
            }
        }
    }
}
