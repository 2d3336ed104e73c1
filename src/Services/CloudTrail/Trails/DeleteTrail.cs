using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Deletes a trail; what it delivered stays in the bucket, and what happened until now, this call included, is delivered within the next hour or not at all.</summary>
internal sealed class DeleteTrail : IOperation<DeleteTrailRequest, DeleteTrailResponse>
{
    public ValueTask<Target> TargetAsync(DeleteTrailRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.Name, cancellationToken);

    public async ValueTask<DeleteTrailResponse> ExecuteAsync(DeleteTrailRequest request, Call call, CancellationToken cancellationToken)
    {
        var trail = await call.OwnTrailAsync(request.Name, cancellationToken);
        var log = await call.LogOfAsync(trail, cancellationToken);
        if (await call.Transaction.HasRemainsAsync(trail, log, cancellationToken))
        {
            await call.Transaction.PutAsideAsync(trail, log, call.Ids.NewGuid().ToString("N"), call.Now, cancellationToken);
        }
        else
        {
            await call.Transaction.ForgetAsync(trail, log, cancellationToken);
        }

        return new();
    }
}
