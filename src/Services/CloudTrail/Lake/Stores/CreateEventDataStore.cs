using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Tags;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Creates an event data store, which takes in events from this instant on unless the request says that it does not.</summary>
internal sealed class CreateEventDataStore(LakeOptions options) : IOperation<CreateEventDataStoreRequest, CreateEventDataStoreResponse>
{
    public async ValueTask<Target> TargetAsync(CreateEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
        => await call.StoreTargetAsync("*", cancellationToken, TrailTags.RequestKeys(request.TagsList));

    public async ValueTask<CreateEventDataStoreResponse> ExecuteAsync(CreateEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
    {
        StoreSettings.CheckAvailable(request.OrganizationEnabled, request.KmsKeyId);
        var billing = request.BillingMode ?? BillingMode.ExtendableRetentionPricing;
        var isStarted = request.StartIngestion ?? true;
        var store = new EventDataStore
        {
            Account = call.Account,
            Region = call.Region.Value,
            Id = call.Ids.NewGuid().ToString(),
            Name = request.Name,
            Selectors = request.AdvancedEventSelectors is { Count: > 0 } selectors ? LakeSelectors.Read(selectors) : LakeSelectors.Default,
            IsMultiRegion = request.MultiRegionEnabled ?? true,
            RetentionDays = StoreSettings.DaysOf(request.RetentionPeriod, billing),
            IsProtected = request.TerminationProtectionEnabled ?? true,
            BillingMode = billing,
            Status = isStarted ? EventDataStoreStatus.ENABLED : EventDataStoreStatus.StoppedIngestion,
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
            Windows = isStarted ? [new(call.Now, To: null)] : [],
            Tags = TrailTags.Put([], request.TagsList ?? []),
        };
        var others = await call.StoresAsync(cancellationToken);
        StoreTable.CheckName(others, store.Name);
        if (others.Count >= EventDataStore.QuotaPerRegion)
        {
            throw new EventDataStoreMaxLimitExceededException($"Your account has used the maximum number of event data stores: {EventDataStore.QuotaPerRegion}.");
        }

        call.Transaction.Insert(store);
        call.Transaction.Arm(new ArmedTimer(TakeInEvents.TimerKind, store.Key, call.Now + options.IngestionInterval));
        return StoreShapes.Answer<CreateEventDataStoreResponse>(store) with { TagsList = request.TagsList };
    }
}
