using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Removes the files of bodies that no record names: of calls that did not end when an earlier server did, and of what was deleted meanwhile.</summary>
/// <remarks>Whatever this server writes is younger than its start, so a file that is older and has no record will never have one.</remarks>
/// <param name="store">The store.</param>
/// <param name="wallClock">Real time, by which it rests.</param>
public sealed class OrphanSweep(IStore store, TimeProvider wallClock)
{
    /// <summary>The files that are looked at between two rests.</summary>
    public const int FilesPerTurn = 200;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    /// <summary>Sweeps once.</summary>
    /// <param name="startedAt">When the server was started, in real time.</param>
    /// <param name="cancellationToken">Ends the sweep.</param>
    public async Task<SweptFiles> RunAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var swept = new SweptFiles(0, 0);
        foreach (var folder in (string[])[BodyStore.Hot, BodyStore.Cold])
        {
            var turn = new List<BlobFacts>(FilesPerTurn);
            await foreach (var file in store.Blobs.ListAsync(folder, cancellationToken))
            {
                if (file.WrittenAt >= startedAt)
                {
                    continue;
                }

                turn.Add(file);
                if (turn.Count == FilesPerTurn)
                {
                    swept = await SweepAsync(turn, swept, cancellationToken);
                    turn.Clear();
                    await Task.Delay(Rest, wallClock, cancellationToken);
                }
            }

            swept = await SweepAsync(turn, swept, cancellationToken);
        }

        return swept;
    }

    private async ValueTask<SweptFiles> SweepAsync(List<BlobFacts> files, SweptFiles swept, CancellationToken cancellationToken)
    {
        List<BlobFacts>? orphans;
        do
        {
            orphans = await FindOrphansAsync(files, cancellationToken);
        }
        while (orphans is null);

        foreach (var orphan in orphans)
        {
            await store.Blobs.DeleteAsync(orphan.Name, cancellationToken);
            swept = new(swept.Files + 1, swept.Bytes + orphan.Bytes);
        }

        return swept;
    }

    // A part that became one of an object while it was looked for would be in neither place: such a look does not count, and another is taken.
    private async ValueTask<List<BlobFacts>?> FindOrphansAsync(List<BlobFacts> files, CancellationToken cancellationToken)
    {
        using var transaction = store.Begin(new Cause(nameof(OrphanSweep), 0));
        var orphans = new List<BlobFacts>();
        foreach (var file in files)
        {
            if (!await BodyStore.IsNamedAsync(transaction, file.Name[(file.Name.LastIndexOf('/') + 1)..], cancellationToken))
            {
                orphans.Add(file);
            }
        }

        return orphans.Count == 0 || await store.CommitAsync(transaction, Durability.Durable, cancellationToken) == CommitOutcome.Committed ? orphans : null;
    }
}

/// <summary>What a sweep removed.</summary>
/// <param name="Files">The files.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record SweptFiles(int Files, long Bytes);
