using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Digests;

/// <summary>Delivers the digests of a trail, one for each region in which it delivers, each signed and naming the one before.</summary>
/// <remarks>
/// The chain of the home region begins with the trail, that of another region with its first file. A stretch without files makes an empty digest once an hour.
/// When the trail stops, or its validation is switched off, the last digests are delivered and the chains end; the next start begins new ones.
/// </remarks>
internal sealed class DeliverDigests(IObjectWriter objects, SigningKeys keys, TrailOptions options) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the trail's.</summary>
    public const string TimerKind = "cloudtrail/digests";

    /// <summary>The most files that a digest names; the next one names the rest.</summary>
    private const int FilesMax = 20_000;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pauseOfDeleted = TimeSpan.FromMinutes(5);

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var trail = await step.Transaction.FindAsync<Trail>(timer.Key, cancellationToken);
        var before = await step.Transaction.FindAsync<TrailLog>(timer.Key, cancellationToken);
        if (trail is null || before is null)
        {
            return;
        }

        var isLast = !trail.Validates || (!before.IsLogging && before.IsDrained);
        var (after, isAll) = await DeliverAllAsync(trail, before, isLast, step, cancellationToken);
        if (trail.DeletedAt is not null && ((isLast && isAll) || (after.DigestError is not null && trail.IsOver(step.Now))))
        {
            await step.Transaction.ForgetAsync(trail, before, cancellationToken);
            return;
        }

        if (!isLast || !isAll)
        {
            var pause = isLast && after.DigestError is null ? s_second : trail.DeletedAt is null ? options.NextDigest : s_pauseOfDeleted;
            step.Transaction.Arm(new ArmedTimer(TimerKind, timer.Key, step.Now + pause));
        }

        if (after != before)
        {
            step.Transaction.Replace(before, after);
        }
    }

    private async ValueTask<(TrailLog After, bool IsAll)> DeliverAllAsync(
        Trail trail, TrailLog log, bool isLast, Step step, CancellationToken cancellationToken)
    {
        var stored = await step.Transaction.ListAsync<DigestChain>(DigestChain.PrefixOf(trail.Key), cancellationToken);
        var moved = new Dictionary<string, DigestChain>(StringComparer.Ordinal);
        var isAll = true;
        try
        {
            foreach (var chain in await ChainsAsync(trail, log, isLast, stored, step.Transaction, cancellationToken))
            {
                var (next, isDone) = await DeliverAsync(trail, chain, isLast, step, cancellationToken);
                isAll &= isDone;
                if (next != chain)
                {
                    log = log with { DigestedAt = step.Now, DigestFrom = step.Now };
                }

                moved[chain.Region] = isLast && isDone ? next with { IsEnded = true } : next;
            }

            log = log with { DigestError = null };
        }
        catch (ServiceException refusal)
        {
            (log, isAll) = (log with { DigestError = TrailCall.ErrorOf(refusal) }, false);
        }

        Keep(step.Transaction, stored, moved, isEnd: isLast && isAll);
        return (log, isAll);
    }

    // At the end all chains go together: as long as one region has to wait, the others keep what says that theirs are ended.
    private static void Keep(ITransaction transaction, IReadOnlyList<DigestChain> stored, Dictionary<string, DigestChain> moved, bool isEnd)
    {
        foreach (var before in stored)
        {
            var isMoved = moved.Remove(before.Region, out var after);
            if (isEnd)
            {
                transaction.Delete(before);
            }
            else if (isMoved && after != before)
            {
                transaction.Replace(before, after!);
            }
        }

        foreach (var chain in moved.Values.Where(chain => !isEnd && (chain.IsEnded || chain.Previous is not null)))
        {
            transaction.Insert(chain);
        }
    }

    // Those that there are, and new ones for the home region, which comes first, and for regions that had their first file.
    private static async ValueTask<List<DigestChain>> ChainsAsync(
        Trail trail, TrailLog log, bool isLast, IReadOnlyList<DigestChain> stored, ITransaction transaction, CancellationToken cancellationToken)
    {
        var files = await transaction.ListAsync<DeliveredFile>(DeliveredFile.PrefixOf(trail.Key), after: null, FilesMax, cancellationToken);
        var chains = stored.Where(static chain => !chain.IsEnded).ToList();
        var ended = stored.Where(static chain => chain.IsEnded).Select(static chain => chain.Region).ToList();
        var regions = files.Select(static file => file.Region).Append(trail.HomeRegion).Distinct(StringComparer.Ordinal);
        chains.AddRange(regions
            .Where(region => !chains.Exists(chain => chain.Region == region) && !(isLast && ended.Contains(region)))
            .Select(region => new DigestChain { Trail = trail.Key, Region = region, From = log.DigestFrom })
            .ToList());
        return [.. chains.OrderBy(chain => chain.Region != trail.HomeRegion).ThenBy(static chain => chain.Region, StringComparer.Ordinal)];
    }

    // The chain as it was when there is nothing to tell yet, and whether its region has nothing more to deliver.
    private async ValueTask<(DigestChain Next, bool IsDone)> DeliverAsync(
        Trail trail, DigestChain chain, bool isLast, Step step, CancellationToken cancellationToken)
    {
        var files = await step.Transaction.ListAsync<DeliveredFile>(DeliveredFile.PrefixOf(trail.Key, chain.Region), after: null, FilesMax, cancellationToken);
        var to = new DateTimeOffset(step.Now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        if (to <= chain.From)
        {
            // A digest names a second, so the next one waits for the next.
            return (chain, files.Count == 0);
        }

        if (files.Count == 0 && !isLast && to - chain.From < options.EmptyDigest)
        {
            return (chain, true);
        }

        var key = await keys.CurrentAsync(step, chain.Region, cancellationToken);
        var digest = new Digest
        {
            Trail = trail,
            Object = LogFileName.Digest(trail, chain.Region, to),
            From = chain.From,
            To = to,
            Fingerprint = key.Fingerprint,
            Previous = chain.Previous,
            Files = files,
        };
        var json = digest.ToJson();
        var hash = Digest.HashOf(json);
        var signature = keys.Sign(key, digest.ToSign(hash));
        await WriteAsync(TrailCall.Of(trail, step), digest, json, signature, cancellationToken);
        foreach (var file in files)
        {
            step.Transaction.Delete(file);
        }

        return (chain with { From = to, Previous = new(trail.Bucket, digest.Object, hash, signature) }, files.Count < FilesMax);
    }

    private async ValueTask WriteAsync(Call call, Digest digest, ReadOnlyMemory<byte> json, string signature, CancellationToken cancellationToken)
        => await objects.WriteAsync(
            call,
            new(digest.Trail.Bucket, digest.Object, Digest.Pack(json))
            {
                ContentType = "application/json",
                ContentEncoding = "gzip",
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["signature"] = signature,
                    ["signature-algorithm"] = Digest.SignatureAlgorithm,
                },
                KmsKeyId = digest.Trail.KmsKeyArn,
                EncryptionContext = digest.Trail.KmsKeyArn is null ? null : TrailCall.ContextOf(digest.Trail),
                CannedAcl = TrailCall.CannedAcl,
            },
            cancellationToken);
}
