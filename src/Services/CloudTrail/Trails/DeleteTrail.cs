using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Deletes a trail; what it delivered stays in the bucket.</summary>
internal sealed class DeleteTrail : IOperation<DeleteTrailRequest, DeleteTrailResponse>
{
    public ValueTask<Target> TargetAsync(DeleteTrailRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.Name, cancellationToken);

    public async ValueTask<DeleteTrailResponse> ExecuteAsync(DeleteTrailRequest request, Call call, CancellationToken cancellationToken)
    {
        var trail = await call.OwnTrailAsync(request.Name, cancellationToken);
        call.Transaction.Delete(trail);
        call.Transaction.Delete(await call.LogOfAsync(trail, cancellationToken));
        await DeleteAllAsync<StreamCursor>(call, StreamCursor.PrefixOf(trail.Key), cancellationToken);
        await DeleteAllAsync<DigestChain>(call, DigestChain.PrefixOf(trail.Key), cancellationToken);
        await DeleteAllAsync<DeliveredFile>(call, DeliveredFile.PrefixOf(trail.Key), cancellationToken);
        call.Transaction.Disarm(DeliverTrail.TimerKind, trail.Key);
        call.Transaction.Disarm(DeliverDigests.TimerKind, trail.Key);
        return new();
    }

    private static async ValueTask DeleteAllAsync<T>(Call call, string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        foreach (var record in await call.Transaction.ListAsync<T>(prefix, cancellationToken))
        {
            call.Transaction.Delete(record);
        }
    }
}
