using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Import;

/// <summary>Brings the events of log files that a trail delivered into the event history, and into an event data store when one is named, beside the calls of this server, of which no trail of this server tells.</summary>
/// <remarks>
/// Events and the files that they are from are committed together, so a run that was ended goes on with the next. Of a file that is read in part, the events
/// that are there already are found by their ids.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="resources">Knows which resources a record names.</param>
/// <param name="clock">What time it is.</param>
/// <param name="lake">The event data store; null for none.</param>
public sealed class HistoryImport(IStore store, IEventResources resources, TimeProvider clock, LakeDestination? lake = null)
{
    private const int EventsPerCommit = 4_000;
    private const int BytesPerCommit = 8 << 20;

    // The store gets files, and few large ones are better than many small ones.
    private const int LakeEventsPerCommit = 20_000;
    private const int LakeBytesPerCommit = 32 << 20;

    private readonly KnownIds _known = new(store);
    private readonly ImportedRecord _record = new();
    private readonly HashSet<AccountId> _accounts = [];
    private Batch _batch = new();
    private Task _committing = Task.CompletedTask;

    /// <summary>What was done so far; it may be looked at while the import runs.</summary>
    public ImportTally Tally { get; } = new();

    /// <summary>Imports files.</summary>
    /// <param name="files">The files, in the order of the time that they tell of.</param>
    /// <param name="cancellationToken">Ends the import; what was committed stays.</param>
    public async Task RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        Tally.Files = files.Count;
        foreach (var path in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ImportAsync(path, cancellationToken);
            Tally.FilesDone++;
        }

        await CommitAsync(cancellationToken);
        await _committing;
    }

    private async ValueTask ImportAsync(string path, CancellationToken cancellationToken)
    {
        var file = ImportedFile.Of(new FileInfo(path), lake?.Arn);
        using (var transaction = store.Begin(new Cause(nameof(HistoryImport), 0)))
        {
            if (await transaction.FindAsync<ImportedFile>(file.Key, cancellationToken) == file)
            {
                Tally.FilesKnown++;
                return;
            }
        }

        var faults = Tally.FaultCount;
        try
        {
            using var records = new RecordFile(path);
            var position = records.Position;
            for (var record = records.Read(); !record.IsEmpty; record = records.Read())
            {
                if (_record.Read(record.Span) is { } fault)
                {
                    Tally.Fault(path, position, fault);
                }
                else
                {
                    await TakeAsync(record, cancellationToken);
                }

                position = records.Position;
            }
        }
        catch (MalformedFileException malformed)
        {
            Tally.Fault(path, malformed.Position, malformed.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Tally.Fault(path, 0, unreadable.Message);
        }

        // A file with faults is read again by the next run, when somebody may have mended it.
        if (Tally.FaultCount == faults)
        {
            _batch.Files.Add(file);
        }
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var kept = new Kept(bytes);
        if (lake is not null && _record.IsForStores)
        {
            _batch.ForLake.Add(kept.Bytes);
            _batch.LakeBytes += bytes.Length;
        }

        if (!_record.IsManagement)
        {
            Tally.NotManagement++;
        }
        else if (_record.At < clock.GetUtcNow() - AuditStream.Retention)
        {
            Tally.TooOld++;
        }
        else
        {
            await TakeIntoHistoryAsync(kept, cancellationToken);
        }

        if (_batch.Events.Count >= (lake is null ? EventsPerCommit : LakeEventsPerCommit) || _batch.Bytes >= (lake is null ? BytesPerCommit : LakeBytesPerCommit)
            || _batch.ForLake.Count >= LakeEventsPerCommit || _batch.LakeBytes >= LakeBytesPerCommit)
        {
            await CommitAsync(cancellationToken);
        }
    }

    private async ValueTask TakeIntoHistoryAsync(Kept kept, CancellationToken cancellationToken)
    {

        var account = _record.Account!.Value;
        var region = new Region(_record.Region);
        var stream = AuditStream.ImportedNameOf(account, region);
        if (!_known.Has(stream, _record.At))
        {
            string[] streams = [stream, AuditStream.NameOf(account, region)];
            var isRead = await _known.MayHaveAsync(streams, _record.At, cancellationToken);
            if (isRead)
            {
                await CommitAsync(cancellationToken);
                await _committing;
            }

            await _known.LoadAsync(streams, _record.At, isRead, cancellationToken);
        }

        if (!_known.Add(stream, _record.At, _record.Key))
        {
            Tally.Doubled++;
            return;
        }

        Tally.Imported++;
        Tally.Place(account.Value, _record.Region);
        if (_accounts.Add(account))
        {
            _batch.Accounts.Add(account);
        }

        _batch.Bytes += kept.Bytes.Length;
        _batch.Events.Add((stream, new StreamAppend(_record.At, kept.Bytes, _record.Labels(resources.Of(kept.Bytes.Span)))));
    }

    // The next events are read while these are written.
    private async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        await _committing;
        var batch = _batch;
        _batch = new();
        if (batch.Events.Count > 0 || batch.ForLake.Count > 0 || batch.Files.Count > 0)
        {
            _committing = Task.Run(() => WriteAsync(batch, cancellationToken), cancellationToken);
        }
    }

    private async Task WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        // Files do not come in the order of their events, so a batch is put in order: the history is read by number.
        batch.Events.Sort(static (one, other) => one.Event.At.CompareTo(other.Event.At));
        CommitOutcome outcome;
        long given;
        do
        {
            given = 0;
            var now = clock.GetUtcNow();
            using var transaction = store.Begin(new Cause(nameof(HistoryImport), 0) { At = now });
            foreach (var (stream, entry) in batch.Events)
            {
                transaction.Append(stream, entry);
            }

            foreach (var file in batch.Files)
            {
                if (await transaction.FindAsync<ImportedFile>(file.Key, cancellationToken) is { } before)
                {
                    transaction.Replace(before, file);
                }
                else
                {
                    transaction.Insert(file);
                }
            }

            // The account may never be made here, and its history is trimmed all the same.
            foreach (var account in batch.Accounts)
            {
                transaction.Arm(new ArmedTimer(TrimEventHistory.TimerKind, account.Value, now + TrimEventHistory.Period));
            }

            if (lake is not null)
            {
                given = await lake.GiveAsync(transaction, batch.ForLake, now, cancellationToken);
            }

            outcome = await store.CommitAsync(transaction, Durability.Durable, cancellationToken);
        }
        while (outcome == CommitOutcome.Conflict);

        Tally.Given += given;
    }

    /// <summary>A record, copied out of the reader's buffer when it is kept.</summary>
    private sealed class Kept(ReadOnlyMemory<byte> bytes)
    {
        private ReadOnlyMemory<byte>? _copy;

        public ReadOnlyMemory<byte> Bytes => _copy ??= bytes.ToArray();
    }

    private sealed class Batch
    {
        public List<(string Stream, StreamAppend Event)> Events { get; } = [];

        public List<ReadOnlyMemory<byte>> ForLake { get; } = [];

        public List<ImportedFile> Files { get; } = [];

        public List<AccountId> Accounts { get; } = [];

        public long Bytes { get; set; }

        public long LakeBytes { get; set; }
    }
}
