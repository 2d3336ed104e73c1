using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Lake.Sql;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Starts a query; it is understood and checked at once, and runs in the background.</summary>
internal sealed class StartQuery(QueryDelivery delivery) : IOperation<StartQueryRequest, StartQueryResponse>
{
    public ValueTask<Target> TargetAsync(StartQueryRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(QueryText.StoresIn(request.QueryStatement ?? ""), cancellationToken);

    public async ValueTask<StartQueryResponse> ExecuteAsync(StartQueryRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request is not { QueryStatement: { } statement, QueryAlias: null })
        {
            throw new InvalidParameterException("A query statement must be specified; queries of dashboards by their aliases are not supported here.");
        }

        var ids = LakeEngine.StoresOf(statement, call.Now);
        var named = QueryText.StoresIn(statement);
        if (ids.Count == 0 || !ids.All(id => named.Contains(id, StringComparer.Ordinal)))
        {
            throw QueryTranslator.Invalid("The query must select from event data stores, each named by its ID behind FROM or JOIN.");
        }

        var stores = new List<EventDataStore>();
        foreach (var id in ids)
        {
            stores.Add(await call.ActiveStoreAsync(id, cancellationToken));
        }

        LakeEngine.Check(statement, stores, call.Now);
        if (request.DeliveryS3Uri is { } uri)
        {
            await delivery.CheckAsync(call, uri, stores[0].Id, cancellationToken);
        }

        var query = new LakeQuery
        {
            Account = call.Account,
            Region = call.Region.Value,
            Id = call.Ids.NewGuid().ToString(),
            Statement = statement,
            Stores = [.. ids],
            Status = QueryStatus.QUEUED,
            CreatedAt = call.Now,
            DeliveryUri = request.DeliveryS3Uri,
            DeliveryStatus = request.DeliveryS3Uri is null ? null : DeliveryStatus.PENDING,
        };
        if (!await call.Transaction.HasRoomAsync<PendingQuery>(LakeQuery.PrefixOf(call.Account, query.Region), LakeQuery.ConcurrentMax, cancellationToken))
        {
            throw new MaxConcurrentQueriesException($"You are already running the maximum number of concurrent queries: {LakeQuery.ConcurrentMax}.");
        }

        call.Transaction.Insert(query);
        call.Transaction.Insert(new PendingQuery { Query = query.Key });
        call.Transaction.Arm(new ArmedTimer(ForgetQuery.TimerKind, query.Key, call.Now + LakeQuery.Kept));
        return new() { QueryId = query.Id };
    }
}
