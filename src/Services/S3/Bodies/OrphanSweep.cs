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

    /// <summary>The looks at the same files, when what was read changed meanwhile.</summary>
    public const int LooksMax = 4;

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

    private async ValueTask<SweptFiles> SweepAsync(IReadOnlyList<BlobFacts> files, SweptFiles swept, CancellationToken cancellationToken)
    {
        foreach (var orphan in await FindOrphansAsync(files, cancellationToken))
        {
            await store.Blobs.DeleteAsync(orphan.Name, cancellationToken);
            swept = new(swept.Files + 1, swept.Bytes + orphan.Bytes);
        }

        return swept;
    }

    // A part that became one of an object while it was looked for would be in neither place, so a look that met a conflict does not count. Each further look is
    // at what the one before it did not find, and the last lets nobody get in its way; should even that one not count, the next start looks again.
    private async ValueTask<IReadOnlyList<BlobFacts>> FindOrphansAsync(IReadOnlyList<BlobFacts> files, CancellationToken cancellationToken)
    {
        var cause = new Cause(nameof(OrphanSweep), 0);
        var suspects = files;
        for (var look = 1; look <= LooksMax && suspects.Count > 0; look++)
        {
            using var transaction = look < LooksMax ? store.Begin(cause) : await store.BeginExclusiveAsync(cause, cancellationToken);
            suspects = await FindNamelessAsync(transaction, suspects, cancellationToken);
            if (await store.CommitAsync(transaction, Durability.Durable, cancellationToken) == CommitOutcome.Committed)
            {
                return suspects;
            }
        }

        return [];
    }

    private static async ValueTask<List<BlobFacts>> FindNamelessAsync(
        IReadTransaction reader, IReadOnlyList<BlobFacts> files, CancellationToken cancellationToken)
    {
        var nameless = new List<BlobFacts>();
        foreach (var file in files)
        {
            if (!await BodyStore.IsNamedAsync(reader, file.Name[(file.Name.LastIndexOf('/') + 1)..], cancellationToken))
            {
                nameless.Add(file);
            }
        }

        return nameless;
    }
}

/// <summary>What a sweep removed.</summary>
/// <param name="Files">The files.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record SweptFiles(int Files, long Bytes);
