using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Sessions;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Brings the files of an import into its store, in steps of some thousand events: the events and how far the import is commit together.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock of the server.</param>
/// <param name="ids">The source of ids.</param>
/// <param name="intake">Takes the events.</param>
/// <param name="sources">Reads the files.</param>
internal sealed class ImportRunner(IStore store, TimeProvider clock, IdSource ids, EventIntake intake, ImportSources sources)
{
    private const int EventsPerStep = EventIntake.EventsMax / 2;
    private const int FilesPerStep = 100;

    /// <summary>Runs an import to its end, or until it is stopped.</summary>
    public async Task RunAsync(string key, CancellationToken cancellationToken)
    {
        Session? session = null;
        var isActive = true;
        while (isActive)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Session? had = null;
            await LakeSteps.RunAsync(
                store,
                clock,
                ids,
                nameof(ImportRunner),
                async step => (had, isActive) = await StepAsync(key, session, step, cancellationToken),
                cancellationToken);
            session = had;
        }
    }

    private async ValueTask<(Session? Session, bool IsActive)> StepAsync(string key, Session? session, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<LakeImport>(key, cancellationToken) is not { IsActive: true } import)
        {
            return (null, false);
        }

        var place = ImportPlace.Parse(import.Location);
        var after = import with { Status = ImportStatus.InProgress, UpdatedAt = step.Now };
        var batch = new Batch();
        try
        {
            var target = await step.Transaction.FindAsync<EventDataStore>(KeyOfStore(import), cancellationToken);
            if (target is not { IsActive: true })
            {
                throw new InactiveEventDataStoreException($"The event data store {import.Store} is inactive.");
            }

            (session, var asRole) = await sources.ActAsync(import, session, step, cancellationToken);
            after = await ReadAsync(after, asRole, place, batch, cancellationToken);
            after = after with { Events = after.Events + await GiveAsync(step, target, batch.Events, cancellationToken) };
        }
        catch (ServiceException refusal)
        {
            // What was read in this step is read again when the import is retried.
            after = import with { UpdatedAt = step.Now };
            batch = new();
            batch.Fail("", Delivery.TrailCall.ErrorOf(refusal), refusal.Message);
        }

        after = await KeepAsync(after, place, batch, step, cancellationToken);
        step.Transaction.Replace(import, after);
        return (session, after.IsActive);
    }

    private async ValueTask<LakeImport> ReadAsync(LakeImport import, Call asRole, ImportPlace place, Batch batch, CancellationToken cancellationToken)
    {
        var again = (await asRole.Transaction.ListAsync<ImportFailure>(ImportFailure.PrefixOf(import.Key), cancellationToken))
            .Where(static failure => failure.Status == ImportFailureStatus.RETRY);
        foreach (var failure in again.Where(static failure => failure.File.Length > 0))
        {
            if (batch.IsFull)
            {
                return import;
            }

            await ReadAsync(import, asRole, (place.Bucket, failure.File), batch, cancellationToken);
        }

        return import.IsRead ? import : await ReadNextAsync(import, asRole, place, batch, cancellationToken);
    }

    private async ValueTask<LakeImport> ReadNextAsync(LakeImport import, Call asRole, ImportPlace place, Batch batch, CancellationToken cancellationToken)
    {
        var page = await sources.ListAsync(import, asRole, place, cancellationToken);
        foreach (var key in page.Keys)
        {
            if (batch.IsFull)
            {
                return import;
            }

            if (ImportPlace.Wants(key, import.From, import.To))
            {
                import = Entered(import, ImportPlace.FolderOf(key));
                await ReadAsync(import, asRole, (place.Bucket, key), batch, cancellationToken);
            }

            import = import with { Through = key };
        }

        return import with { IsRead = !page.IsTruncated };
    }

    // Keys come in order, so a folder that was left is done.
    private static LakeImport Entered(LakeImport import, string folder)
        => folder == import.Folder ? import
            : import with { Folder = folder, FoldersFound = import.FoldersFound + 1, FoldersDone = import.FoldersFound };

    private async ValueTask ReadAsync(LakeImport import, Call asRole, (string Bucket, string Key) file, Batch batch, CancellationToken cancellationToken)
    {
        if (await sources.ReadAsync(import, asRole, file, batch.Events, cancellationToken) is { } failure)
        {
            batch.Fail(file.Key, failure.Kind, failure.Message);
        }
        else
        {
            batch.Done.Add(file.Key);
        }
    }

    private async ValueTask<long> GiveAsync(Step step, EventDataStore target, List<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        var given = 0L;
        for (var at = 0; at < events.Count; at += EventIntake.EventsMax)
        {
            var part = events.GetRange(at, Math.Min(EventIntake.EventsMax, events.Count - at));
            given += await intake.GiveAsync(step.Transaction, target, part, step.Now, cancellationToken);
        }

        return given;
    }

    // Writes down which files failed or were mended, and ends the import when nothing is left.
    private static async ValueTask<LakeImport> KeepAsync(LakeImport import, ImportPlace place, Batch batch, Step step, CancellationToken cancellationToken)
    {
        var known = (await step.Transaction.ListAsync<ImportFailure>(ImportFailure.PrefixOf(import.Key), cancellationToken)).ToDictionary(static failure => failure.File, StringComparer.Ordinal);
        foreach (var (file, kind, message) in batch.Failed)
        {
            Put(new()
            {
                Import = import.Key,
                File = file,
                Location = place.LocationOf(file.Length == 0 ? place.Prefix : file),
                Status = ImportFailureStatus.FAILED,
                Kind = kind,
                Message = message,
                At = step.Now,
            });
        }

        // What was about the bucket is mended when it can be read again.
        var isRefused = batch.Failed.Exists(static failed => failed.File.Length == 0);
        foreach (var file in isRefused ? batch.Done : batch.Done.Append(""))
        {
            if (known.TryGetValue(file, out var mended) && mended.Status != ImportFailureStatus.SUCCEEDED)
            {
                Put(mended with { Status = ImportFailureStatus.SUCCEEDED, At = step.Now });
            }
        }

        var failed = known.Values.Count(static failure => failure.Status == ImportFailureStatus.FAILED);
        import = import with { Files = import.Files + batch.Done.Count, Failed = failed };
        var isEnded = isRefused || (import.IsRead && known.Values.All(static failure => failure.Status != ImportFailureStatus.RETRY));
        if (!isEnded)
        {
            return import;
        }

        if (await step.Transaction.FindAsync<PendingImport>(import.Key, cancellationToken) is { } pending)
        {
            step.Transaction.Delete(pending);
        }

        return import with { Status = failed > 0 ? ImportStatus.FAILED : ImportStatus.COMPLETED, FoldersDone = isRefused ? import.FoldersDone : import.FoldersFound };

        void Put(ImportFailure after)
        {
            if (known.TryGetValue(after.File, out var before))
            {
                step.Transaction.Replace(before, after);
            }
            else
            {
                step.Transaction.Insert(after);
            }

            known[after.File] = after;
        }
    }

    private static string KeyOfStore(LakeImport import) => EventDataStore.KeyOf(import.Account, import.Region, import.Store[(import.Store.LastIndexOf('/') + 1)..]);

    /// <summary>What a step reads.</summary>
    private sealed class Batch
    {
        public List<ReadOnlyMemory<byte>> Events { get; } = [];

        public List<string> Done { get; } = [];

        public List<(string File, string Kind, string Message)> Failed { get; } = [];

        public bool IsFull => Events.Count >= EventsPerStep || Done.Count + Failed.Count >= FilesPerStep;

        public void Fail(string file, string kind, string message) => Failed.Add((file, kind, message));
    }
}
