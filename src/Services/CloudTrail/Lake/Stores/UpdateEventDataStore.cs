using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Changes an event data store; what the request does not name stays as it is.</summary>
internal sealed class UpdateEventDataStore : IOperation<UpdateEventDataStoreRequest, UpdateEventDataStoreResponse>
{
    public ValueTask<Target> TargetAsync(UpdateEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<UpdateEventDataStoreResponse> ExecuteAsync(UpdateEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.ActiveStoreAsync(request.EventDataStore, cancellationToken);
        StoreSettings.CheckAvailable(request.OrganizationEnabled, request.KmsKeyId);
        var selectors = request.AdvancedEventSelectors is { Count: > 0 } shapes ? LakeSelectors.Read(shapes) : before.Selectors;
        if (LakeSelectors.IsOfActivities(selectors) != before.IsOfActivities)
        {
            throw new InvalidEventSelectorsException("The event category of an event data store cannot be changed.");
        }

        if (before.BillingMode == BillingMode.ExtendableRetentionPricing && request.BillingMode == BillingMode.FixedRetentionPricing)
        {
            throw new InvalidParameterException(
                $"The billing mode of an event data store cannot be changed from {BillingMode.ExtendableRetentionPricing} to {BillingMode.FixedRetentionPricing}.");
        }

        if (request.Name is { } name && name != before.Name)
        {
            StoreTable.CheckName(await call.StoresAsync(cancellationToken), name);
        }

        var billing = request.BillingMode ?? before.BillingMode;
        var after = before with
        {
            Name = request.Name ?? before.Name,
            Selectors = selectors,
            IsMultiRegion = request.MultiRegionEnabled ?? before.IsMultiRegion,
            RetentionDays = StoreSettings.DaysOf(request.RetentionPeriod ?? before.RetentionDays, billing),
            IsProtected = request.TerminationProtectionEnabled ?? before.IsProtected,
            BillingMode = billing,
            UpdatedAt = call.Now,
        };
        call.Transaction.Replace(before, after);
        return StoreShapes.Answer<UpdateEventDataStoreResponse>(after) with { FederationStatus = StoreShapes.NotFederated };
    }
}
