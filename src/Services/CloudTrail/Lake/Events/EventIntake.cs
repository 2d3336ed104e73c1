using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Lake.Audit;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Events;

/// <summary>
/// Takes events into event data stores. This is the way in for everybody: the record of calls comes through <see cref="TakeInAsync"/>, and what is
/// imported or put comes through <see cref="GiveAsync"/>. An event whose <c>eventID</c> the store has is dropped, so both may be tried again.
/// </summary>
/// <remarks>
/// The file of events is kept first, and the record that names it commits with the cursor, or with the caller's own progress: after a crash either both are
/// there or neither, and a file without a record is swept.
/// </remarks>
/// <param name="writer">Writes the files.</param>
/// <param name="options">The regions that there are.</param>
internal sealed class EventIntake(EventFileWriter writer, TrailOptions options)
{
    /// <summary>The most events that are given, or taken in, at a time.</summary>
    public const int EventsMax = 20_000;

    private const long BytesMax = 32 << 20;
    private const int PageSize = 1_000;
    private const int CallsMax = EventsMax / 100;
    private const int FilesPerMerge = 8;
    private const int LargestSize = 5;

    /// <summary>Gives events to a store in a transaction of the caller's; at most <see cref="EventsMax"/> at a time.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="store">The store.</param>
    /// <param name="events">The events, each a record of CloudTrail in JSON.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many of them the store did not have.</returns>
    public async ValueTask<long> GiveAsync(
        ITransaction transaction, EventDataStore store, IReadOnlyList<ReadOnlyMemory<byte>> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await FilesAsync(transaction, store, cancellationToken);
        var file = events.Count == 0 ? null : await writer.WriteAsync(store, events, known, now, isGiven: true, cancellationToken);
        await KeepAsync(transaction, store, known, file, now, cancellationToken);
        return file?.Events ?? 0;
    }

    /// <summary>Takes in what a store wants of the record of calls and has not yet, up to the bound of a step.</summary>
    /// <returns>Whether that was all.</returns>
    public async ValueTask<bool> TakeInAsync(ITransaction transaction, EventDataStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (store.IsOfActivities)
        {
            return await TakeInWaitingAsync(transaction, store, now, cancellationToken);
        }

        if (store.Windows.Count == 0)
        {
            return true;
        }

        var batch = new Batch(store);
        var isAll = true;
        foreach (var region in options.RegionsOf(store))
        {
            isAll = await ReadAsync(transaction, batch, region, cancellationToken);
            if (!isAll)
            {
                break;
            }
        }

        if (batch.Events.Count > 0)
        {
            var known = await FilesAsync(transaction, store, cancellationToken);
            var file = await writer.WriteAsync(store, batch.Events, [.. known.Where(static file => file.IsGiven)], now, isGiven: false, cancellationToken);
            await KeepAsync(transaction, store, known, file, now, cancellationToken);
        }

        return isAll;
    }

    /// <summary>Takes in what was put from outside and waits; it goes with the file that has it.</summary>
    private async ValueTask<bool> TakeInWaitingAsync(ITransaction transaction, EventDataStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await transaction.ListAsync<WaitingEvents>(WaitingEvents.PrefixOf(store.Key), after: null, CallsMax, cancellationToken);
        if (waiting.Count == 0)
        {
            return true;
        }

        var events = waiting.SelectMany(static call => call.Events).Select(static text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)).ToList();
        var file = await writer.WriteAsync(store, events, known: [], now, isGiven: false, cancellationToken);
        await KeepAsync(transaction, store, await FilesAsync(transaction, store, cancellationToken), file, now, cancellationToken);
        foreach (var call in waiting)
        {
            transaction.Delete(call);
        }

        return waiting.Count < CallsMax;
    }

    /// <summary>The files of a store.</summary>
    public static ValueTask<IReadOnlyList<EventFile>> FilesAsync(ITransaction transaction, EventDataStore store, CancellationToken cancellationToken)
        => transaction.ListAsync<EventFile>(EventFile.PrefixOf(store.Key), after: null, EventFile.FilesMax, cancellationToken);

    /// <summary>How the keys of a store's cursors begin.</summary>
    public static string CursorsOf(EventDataStore store) => $"lake/{store.Key}";

    /// <summary>Takes a file away; those who read it have some time to end.</summary>
    public static void Drop(ITransaction transaction, EventFile file, DateTimeOffset now)
    {
        transaction.Delete(file);
        transaction.Arm(new ArmedTimer(RemoveFile.TimerKind, file.Name, now + LakeFiles.Grace));
    }

    private async ValueTask KeepAsync(
        ITransaction transaction, EventDataStore store, IReadOnlyList<EventFile> known, EventFile? file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return;
        }

        // Files of like size are merged, so that their number grows with the logarithm of the events'.
        var alike = known.Where(other => SizeOf(other) == SizeOf(file)).ToList();
        if (alike.Count + 1 < FilesPerMerge || SizeOf(file) == LargestSize)
        {
            transaction.Insert(file);
            return;
        }

        transaction.Insert(await writer.MergeAsync(store, [.. alike, file], cancellationToken));
        alike.ForEach(part => Drop(transaction, part, now));
        transaction.Arm(new ArmedTimer(RemoveFile.TimerKind, file.Name, now + LakeFiles.Grace));
    }

    private static int SizeOf(EventFile file) => Math.Min((int)Math.Log10(Math.Max(file.Events, 1)), LargestSize);

    private static async ValueTask<bool> ReadAsync(ITransaction transaction, Batch batch, Region region, CancellationToken cancellationToken)
    {
        var cursors = CursorsOf(batch.Store);
        var before = await transaction.FindAsync<StreamCursor>(StreamCursor.KeyOf(cursors, region.Value), cancellationToken);
        var after = before ?? new() { Trail = cursors, Region = region.Value };
        var account = batch.Store.Account;
        (var through, var isAll) = await ReadAsync(transaction, batch, AuditStream.NameOf(account, region), after.Management, isData: false, cancellationToken);
        after = after with { Management = through };
        if (isAll)
        {
            (through, isAll) = await ReadAsync(transaction, batch, AuditStream.DataNameOf(account, region), after.Data, isData: true, cancellationToken);
            after = after with { Data = through };
        }

        StreamCursor.Keep(transaction, before, after);
        return isAll;
    }

    private static async ValueTask<(long Through, bool IsAll)> ReadAsync(
        ITransaction transaction, Batch batch, string stream, long through, bool isData, CancellationToken cancellationToken)
    {
        while (!batch.IsFull)
        {
            var page = await transaction.SearchStreamAsync(
                new() { Stream = stream, AfterSequence = through, From = through == 0 ? batch.Store.Windows[0].From : null, Limit = PageSize }, cancellationToken);
            foreach (var entry in page)
            {
                if (batch.IsFull)
                {
                    return (through, false);
                }

                through = entry.Sequence;
                batch.Add(entry, isData);
            }

            if (page.Count < PageSize)
            {
                return (through, true);
            }
        }

        return (through, false);
    }

    /// <summary>The events of one step.</summary>
    private sealed class Batch(EventDataStore store)
    {
        private readonly Selection _selection = new(store.Selectors);
        private long _bytes;

        public EventDataStore Store => store;

        public List<ReadOnlyMemory<byte>> Events { get; } = [];

        public bool IsFull => Events.Count >= EventsMax || _bytes >= BytesMax;

        public void Add(StreamEntry entry, bool isData)
        {
            if (store.Covers(entry.At) && _selection.Selects(entry.Payload.Span, isData))
            {
                Events.Add(entry.Payload);
                _bytes += entry.Payload.Length;
            }
        }
    }
}
