using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Tells how an event data store is set, also one that is pending deletion.</summary>
internal sealed class GetEventDataStore : IOperation<GetEventDataStoreRequest, GetEventDataStoreResponse>
{
    public ValueTask<Target> TargetAsync(GetEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<GetEventDataStoreResponse> ExecuteAsync(GetEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
    {
        var store = await call.FindStoreAnywhereAsync(call.StoreArnOf(request.EventDataStore), cancellationToken) ?? throw StoreTable.NotFound(request.EventDataStore);
        return StoreShapes.Answer<GetEventDataStoreResponse>(store) with { FederationStatus = StoreShapes.NotFederated };
    }
}
