using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Tells what a query asks, how far it is and what it took.</summary>
internal sealed class DescribeQuery : IOperation<DescribeQueryRequest, DescribeQueryResponse>
{
    public ValueTask<Target> TargetAsync(DescribeQueryRequest request, Call call, CancellationToken cancellationToken)
        => call.QueryTargetAsync(request.QueryId, request.EventDataStore, cancellationToken);

    public async ValueTask<DescribeQueryResponse> ExecuteAsync(DescribeQueryRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request is not { QueryId: { } id, QueryAlias: null })
        {
            throw new InvalidParameterException("A query ID must be specified; queries of dashboards by their aliases are not supported here.");
        }

        var query = await call.QueryAsync(id, request.EventDataStore, cancellationToken);
        return new()
        {
            QueryId = query.Id,
            QueryString = query.Statement,
            QueryStatus = query.Status,
            QueryStatistics = new()
            {
                EventsMatched = query.Answer?.Rows ?? 0,
                EventsScanned = query.EventsScanned,
                BytesScanned = query.BytesScanned,
                ExecutionTimeInMillis = query.Milliseconds,
                CreationTime = query.CreatedAt,
            },
            ErrorMessage = query.Error,
            DeliveryS3Uri = query.DeliveryUri,
            DeliveryStatus = query.DeliveryStatus,
        };
    }
}
