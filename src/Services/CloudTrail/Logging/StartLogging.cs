using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Logging;

/// <summary>Starts a trail: events from this instant on are delivered, this call's own among them.</summary>
internal sealed class StartLogging(TrailOptions options) : IOperation<StartLoggingRequest, StartLoggingResponse>
{
    public ValueTask<Target> TargetAsync(StartLoggingRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.Name, cancellationToken);

    public async ValueTask<StartLoggingResponse> ExecuteAsync(StartLoggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var trail = await call.OwnTrailAsync(request.Name, cancellationToken);
        var before = await call.LogOfAsync(trail, cancellationToken);
        if (before.IsLogging)
        {
            return new();
        }

        if (before.IsDrained)
        {
            // Everything from before is delivered, so the streams are read from this instant and not from where they were left.
            foreach (var cursor in await call.Transaction.ListAsync<StreamCursor>(StreamCursor.PrefixOf(trail.Key), cancellationToken))
            {
                call.Transaction.Delete(cursor);
            }
        }

        call.Transaction.Replace(before, before with
        {
            IsLogging = true,
            StartedAt = call.Now,
            DigestFrom = call.Now,
            From = before.IsDrained ? call.Now : before.From,
            Pauses = before is { IsDrained: false, StoppedAt: { } stopped } ? [.. before.Pauses, new Pause(stopped, call.Now)] : [],
            IsDrained = false,
        });
        call.Transaction.Arm(new ArmedTimer(DeliverTrail.TimerKind, trail.Key, call.Now + options.TrailInterval));
        if (trail.Validates)
        {
            call.Transaction.Arm(new ArmedTimer(DeliverDigests.TimerKind, trail.Key, call.Now + options.NextDigest));
        }

        return new();
    }
}
