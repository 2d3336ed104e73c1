using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>Drops the recorded calls of an account that are older than ninety days, once a day, and after one the data events that no trail has yet to deliver, and no event data store to take in.</summary>
/// <param name="options">The regions that trails cover.</param>
internal sealed class TrimEventHistory(TrailOptions options) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the account.</summary>
    public const string TimerKind = "cloudtrail/event-history";

    /// <summary>How often a history is trimmed.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(1);

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var account = new AccountId(timer.Key);
        var history = step.Now - AuditStream.Retention;
        step.Transaction.TrimStreams(AuditStream.PrefixOf(account), history);
        step.Transaction.TrimStreams(AuditStream.ImportedPrefixOf(account), history);
        var data = Earlier(step.Now - AuditStream.DataRetention, await OldestWantedAsync(account, step.Transaction, cancellationToken));
        step.Transaction.TrimStreams(AuditStream.DataPrefixOf(account), data > history ? data : history);
        step.Transaction.Arm(timer with { Due = timer.Due + Period });
    }

    // A trail that cannot deliver, and a store that could not take in, still want what came after their cursors; all data events of the account wait with it.
    private async ValueTask<DateTimeOffset> OldestWantedAsync(AccountId account, ITransaction transaction, CancellationToken cancellationToken)
    {
        var oldest = DateTimeOffset.MaxValue;
        foreach (var trail in await transaction.ListAsync<Trail>(Trail.PrefixOf(account), after: null, Trail.MostPerAccount, cancellationToken))
        {
            if (new Selection(trail).WantsData && await transaction.FindAsync<TrailLog>(trail.Key, cancellationToken) is { IsDrained: false } log)
            {
                foreach (var region in options.RegionsOf(trail))
                {
                    oldest = Earlier(oldest, await OldestAfterAsync(account, trail.Key, log.From, region, transaction, cancellationToken));
                }
            }
        }

        foreach (var store in await transaction.ListAsync<EventDataStore>(EventDataStore.PrefixOf(account), cancellationToken))
        {
            if (store.Windows is [var first, ..] && new Selection(store.Selectors).WantsData)
            {
                foreach (var region in options.RegionsOf(store))
                {
                    oldest = Earlier(oldest, await OldestAfterAsync(account, EventIntake.CursorsOf(store), first.From, region, transaction, cancellationToken));
                }
            }
        }

        return oldest;
    }

    private static async ValueTask<DateTimeOffset> OldestAfterAsync(
        AccountId account, string cursors, DateTimeOffset begun, Region region, ITransaction transaction, CancellationToken cancellationToken)
    {
        var cursor = await transaction.FindAsync<StreamCursor>(StreamCursor.KeyOf(cursors, region.Value), cancellationToken);
        var through = cursor?.Data ?? 0;
        var next = await transaction.SearchStreamAsync(
            new()
            {
                Stream = AuditStream.DataNameOf(account, region),
                AfterSequence = through,
                From = through == 0 ? begun : null,
                Limit = 1,
            },
            cancellationToken);
        return next is [var entry] ? entry.At : DateTimeOffset.MaxValue;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
