using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Cancels a query that waits or runs.</summary>
internal sealed class CancelQuery : IOperation<CancelQueryRequest, CancelQueryResponse>
{
    public ValueTask<Target> TargetAsync(CancelQueryRequest request, Call call, CancellationToken cancellationToken)
        => call.QueryTargetAsync(request.QueryId, request.EventDataStore, cancellationToken);

    public async ValueTask<CancelQueryResponse> ExecuteAsync(CancelQueryRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.QueryAsync(request.QueryId, request.EventDataStore, cancellationToken);
        if (!before.IsActive)
        {
            throw new InactiveQueryException($"Query {before.Id} is in the status {before.Status} and cannot be cancelled.");
        }

        call.Transaction.Replace(before, before with
        {
            Status = QueryStatus.CANCELLED,
            DeliveryStatus = before.DeliveryStatus is null ? null : DeliveryStatus.CANCELLED,
        });
        if (await call.Transaction.FindAsync<PendingQuery>(before.Key, cancellationToken) is { } pending)
        {
            call.Transaction.Delete(pending);
        }

        return new() { QueryId = before.Id, QueryStatus = QueryStatus.CANCELLED };
    }
}
