using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake;

/// <summary>Runs steps of the lake's own work, each in a transaction, and again when it meets another's.</summary>
internal static class LakeSteps
{
    private const int SharedAttempts = 5;

    /// <summary>Runs a step.</summary>
    public static async ValueTask RunAsync(
        IStore store, TimeProvider clock, IdSource ids, string name, Func<Step, ValueTask> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var cause = new Cause(name, 1) { At = now };
            using var transaction = attempt <= SharedAttempts ? store.Begin(cause) : await store.BeginExclusiveAsync(cause, cancellationToken);
            await work(new Step(now, ids, transaction));
            if (await store.CommitAsync(transaction, Durability.Durable, cancellationToken) == CommitOutcome.Committed)
            {
                return;
            }
        }
    }
}
