using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Walks over the versions of a bucket and does to each what the rules say.</summary>
/// <param name="call">The call that S3 makes for the bucket.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="plan">The rules.</param>
internal sealed class LifecycleWalk(Call call, StoredBucket bucket, LifecyclePlan plan)
{
    /// <summary>The most records that one step looks at.</summary>
    public const int StepSize = 200;

    private readonly LifecycleActions _actions = new(call, bucket);
    private readonly string _prefix = $"{bucket.Name}/";

    /// <summary>Takes a step.</summary>
    /// <returns>Where the next one begins; null when the run is over.</returns>
    public ValueTask<LifecycleRun?> StepAsync(LifecycleRun run, CancellationToken cancellationToken) => run.Phase switch
    {
        LifecyclePhase.Current => StepCurrentAsync(run, cancellationToken),
        LifecyclePhase.Past when plan.ConcernsPast => StepPastAsync(run, cancellationToken),
        LifecyclePhase.Past => new(Begin(LifecyclePhase.Uploads)),
        _ when plan.ConcernsUploads => StepUploadsAsync(run, cancellationToken),
        _ => new((LifecycleRun?)null),
    };

    private async ValueTask<LifecycleRun?> StepCurrentAsync(LifecycleRun run, CancellationToken cancellationToken)
    {
        var page = await call.Transaction.ListAsync<CurrentObject>(_prefix, run.After, StepSize, cancellationToken);
        foreach (var current in page)
        {
            var version = current.Object;
            if (plan.FindExpiration(version) is { } expiration && expiration.Due <= call.Now)
            {
                await _actions.ExpireCurrentAsync(version, cancellationToken);
            }
            else if (plan.FindTransition(version, call.Now) is { } storageClass)
            {
                await _actions.MoveAsync(version, storageClass, cancellationToken);
            }
        }

        return page.Count < StepSize ? Begin(LifecyclePhase.Past) : run with { After = page[^1].Key };
    }

    private async ValueTask<LifecycleRun?> StepPastAsync(LifecycleRun run, CancellationToken cancellationToken)
    {
        var page = await call.Transaction.ListAsync<PastVersion>(_prefix, run.After, StepSize, cancellationToken);
        var at = run;
        foreach (var past in page)
        {
            var version = past.Object;
            if (version.Key != at.ObjectKey)
            {
                // The first one below a current version, or a delete marker that is the latest.
                var current = await call.Transaction.FindCurrentAsync(bucket.Name, version.Key, cancellationToken);
                at = at with { ObjectKey = version.Key, Newer = 0, Since = current?.ModifiedAt };
            }

            if (at.Since is null)
            {
                await SweepAsync(past, cancellationToken);
                at = at with { After = past.Key, Since = version.ModifiedAt };
            }
            else
            {
                await VisitAsync(version, version.SupersededAt ?? at.Since.Value, at.Newer, cancellationToken);
                at = at with { After = past.Key, Since = version.ModifiedAt, Newer = at.Newer + 1 };
            }
        }

        return page.Count < StepSize ? Begin(LifecyclePhase.Uploads) : at;
    }

    private async ValueTask<LifecycleRun?> StepUploadsAsync(LifecycleRun run, CancellationToken cancellationToken)
    {
        var page = await call.Transaction.ListAsync<StoredUpload>(_prefix, run.After, StepSize, cancellationToken);
        foreach (var upload in page.Where(upload => plan.Aborts(upload.Object.Key, upload.InitiatedAt, call.Now)))
        {
            _actions.Abort(upload);
        }

        return page.Count < StepSize ? null : run with { After = page[^1].Key };
    }

    private async ValueTask VisitAsync(StoredObject version, DateTimeOffset since, int newer, CancellationToken cancellationToken)
    {
        if (plan.Expires(version, since, newer, call.Now))
        {
            await _actions.RemoveAsync(version, cancellationToken);
        }
        else if (!version.IsDeleteMarker && plan.FindTransition(version, since, newer, call.Now) is { } storageClass)
        {
            await _actions.MoveAsync(version, storageClass, cancellationToken);
        }
    }

    // A delete marker under which nothing is left hides nothing.
    private async ValueTask SweepAsync(PastVersion past, CancellationToken cancellationToken)
    {
        if (plan.Sweeps(past.Object, call.Now)
            && await call.Transaction.ListAsync<PastVersion>(
                PastVersion.PrefixOf(bucket.Name, past.Object.Key), past.Key, 1, cancellationToken) is [])
        {
            await _actions.RemoveAsync(past.Object, cancellationToken);
        }
    }

    private LifecycleRun Begin(LifecyclePhase phase) => new() { Bucket = bucket.Name, Phase = phase };
}
