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
        var after = await DeliverAllAsync(trail, before, isLast, step, cancellationToken);
        if (after.DigestError is not null || !isLast)
        {
            step.Transaction.Arm(new ArmedTimer(TimerKind, timer.Key, step.Now + options.NextDigest));
        }

        if (after != before)
        {
            step.Transaction.Replace(before, after);
        }
    }

    private async ValueTask<TrailLog> DeliverAllAsync(Trail trail, TrailLog log, bool isLast, Step step, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (chain, isNew) in await ChainsAsync(trail, log, step.Transaction, cancellationToken))
            {
                if (await DeliverAsync(trail, chain, isLast, step, cancellationToken) is { } next)
                {
                    log = log with { DigestedAt = step.Now, DigestFrom = step.Now };
                    Keep(step.Transaction, chain, next, isNew, isLast);
                }
                else if (isLast && !isNew)
                {
                    step.Transaction.Delete(chain);
                }
            }

            return log with { DigestError = null };
        }
        catch (ServiceException refusal)
        {
            return log with { DigestError = TrailCall.ErrorOf(refusal) };
        }
    }

    private static void Keep(ITransaction transaction, DigestChain before, DigestChain after, bool isNew, bool isLast)
    {
        if (isNew && !isLast)
        {
            transaction.Insert(after);
        }
        else if (!isNew && isLast)
        {
            transaction.Delete(before);
        }
        else if (!isNew)
        {
            transaction.Replace(before, after);
        }
    }

    // Those that there are, and new ones for the home region and for regions that had their first file.
    private static async ValueTask<List<(DigestChain Chain, bool IsNew)>> ChainsAsync(
        Trail trail, TrailLog log, ITransaction transaction, CancellationToken cancellationToken)
    {
        var chains = (await transaction.ListAsync<DigestChain>(DigestChain.PrefixOf(trail.Key), cancellationToken)).Select(static chain => (chain, false)).ToList();
        var files = await transaction.ListAsync<DeliveredFile>(DeliveredFile.PrefixOf(trail.Key), after: null, FilesMax, cancellationToken);
        var regions = files.Select(static file => file.Region).Append(trail.HomeRegion).Distinct(StringComparer.Ordinal);
        foreach (var region in regions.Where(region => !chains.Exists(known => known.chain.Region == region)).ToList())
        {
            chains.Add((new() { Trail = trail.Key, Region = region, From = log.DigestFrom }, true));
        }

        return chains;
    }

    private async ValueTask<DigestChain?> DeliverAsync(Trail trail, DigestChain chain, bool isLast, Step step, CancellationToken cancellationToken)
    {
        var files = await step.Transaction.ListAsync<DeliveredFile>(DeliveredFile.PrefixOf(trail.Key, chain.Region), after: null, FilesMax, cancellationToken);
        var to = new DateTimeOffset(step.Now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        if (to <= chain.From || (files.Count == 0 && !isLast && to - chain.From < options.EmptyDigest))
        {
            return null;
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

        return chain with { From = to, Previous = new(trail.Bucket, digest.Object, hash, signature) };
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
