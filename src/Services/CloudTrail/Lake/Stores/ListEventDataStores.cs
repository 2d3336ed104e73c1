using Holdfast.Kernel;
using Holdfast.Kernel.Paging;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Lists the event data stores of the account in the region by ARN and name; what more there is to tell, GetEventDataStore tells.</summary>
internal sealed class ListEventDataStores : IOperation<ListEventDataStoresRequest, ListEventDataStoresResponse>
{
    /// <summary>The most stores of a page, and how many it has when the request does not say.</summary>
    public const int PageSizeMax = 1_000;

    public ValueTask<Target> TargetAsync(ListEventDataStoresRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListEventDataStoresResponse> ExecuteAsync(ListEventDataStoresRequest request, Call call, CancellationToken cancellationToken)
    {
        var listing = new Listing(
            "event-data-stores",
            request.NextToken,
            LakePages.SizeOf(request.MaxResults, PageSizeMax),
            LakePages.InvalidToken);
        var page = await listing.ReadAsync<EventDataStore>(call.Transaction, EventDataStore.PrefixOf(call.Account, call.Region.Value), cancellationToken);
        return new()
        {
            EventDataStores = [.. page.Items.Select(static store => new EventDataStoreShape { EventDataStoreArn = store.Arn, Name = store.Name })],
            NextToken = page.Marker,
        };
    }
}
