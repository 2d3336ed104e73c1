using Holdfast.Kernel;
using Holdfast.Kernel.Paging;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Lists the queries of the last seven days that read an event data store, the newest first.</summary>
internal sealed class ListQueries : IOperation<ListQueriesRequest, ListQueriesResponse>
{
    /// <summary>The most queries of a page, and how many it has when the request does not say.</summary>
    public const int PageSizeMax = 1_000;

    public ValueTask<Target> TargetAsync(ListQueriesRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<ListQueriesResponse> ExecuteAsync(ListQueriesRequest request, Call call, CancellationToken cancellationToken)
    {
        var store = await call.ActiveStoreAsync(request.EventDataStore, cancellationToken);
        if (request.StartTime > request.EndTime)
        {
            throw new InvalidDateRangeException("The start time must be before the end time.");
        }

        var listing = new Listing(
            $"queries/{store.Id}/{request.StartTime?.UtcTicks}/{request.EndTime?.UtcTicks}/{request.QueryStatus}",
            request.NextToken,
            LakePages.SizeOf(request.MaxResults, PageSizeMax),
            LakePages.InvalidToken);
        var found = (await call.Transaction.ListAsync<LakeQuery>(LakeQuery.PrefixOf(call.Account, call.Region.Value), cancellationToken))
            .Where(query => query.Stores.Contains(store.Id, StringComparer.Ordinal)
                && query.CreatedAt > call.Now - LakeQuery.Kept
                && !(query.CreatedAt < request.StartTime) && !(query.CreatedAt > request.EndTime)
                && (request.QueryStatus is null || query.Status == request.QueryStatus))
            .OrderBy(OrderOf, StringComparer.Ordinal);
        var page = listing.Of(found, OrderOf);
        return new()
        {
            Queries = [.. page.Items.Select(static query => new QueryShape { QueryId = query.Id, QueryStatus = query.Status, CreationTime = query.CreatedAt })],
            NextToken = page.Marker,
        };
    }

    private static string OrderOf(LakeQuery query) => $"{long.MaxValue - query.CreatedAt.UtcTicks:D19}/{query.Id}";
}
