using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Tells how an event data store is set, also one that is pending deletion.</summary>
internal sealed class GetEventDataStore : IOperation<GetEventDataStoreRequest, GetEventDataStoreResponse>
{
    public ValueTask<Target> TargetAsync(GetEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<GetEventDataStoreResponse> ExecuteAsync(GetEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
    {
        var store = await call.StoreAsync(request.EventDataStore, cancellationToken);
        return new()
        {
            EventDataStoreArn = store.Arn,
            Name = store.Name,
            Status = store.Status,
            AdvancedEventSelectors = StoreShapes.SelectorsOf(store),
            MultiRegionEnabled = store.IsMultiRegion,
            OrganizationEnabled = false,
            RetentionPeriod = store.RetentionDays,
            TerminationProtectionEnabled = store.IsProtected,
            CreatedTimestamp = store.CreatedAt,
            UpdatedTimestamp = store.UpdatedAt,
            BillingMode = store.BillingMode,
            FederationStatus = StoreShapes.NotFederated,
        };
    }
}
