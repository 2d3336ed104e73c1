using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Logging;

/// <summary>Stops a trail; what happened until now, this call included, is delivered at once.</summary>
internal sealed class StopLogging : IOperation<StopLoggingRequest, StopLoggingResponse>
{
    public ValueTask<Target> TargetAsync(StopLoggingRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.Name, cancellationToken);

    public async ValueTask<StopLoggingResponse> ExecuteAsync(StopLoggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var trail = await call.OwnTrailAsync(request.Name, cancellationToken);
        var before = await call.LogOfAsync(trail, cancellationToken);
        if (before.IsLogging)
        {
            call.Transaction.Replace(before, before with { IsLogging = false, StoppedAt = call.Now });
            call.Transaction.Arm(new ArmedTimer(DeliverTrail.TimerKind, trail.Key, call.Now + DeliverTrail.Straggle));
        }

        return new();
    }
}
