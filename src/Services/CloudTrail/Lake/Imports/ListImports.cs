using Holdfast.Kernel;
using Holdfast.Kernel.Paging;
using Holdfast.Services.CloudTrail.Lake.Stores;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Lists the imports of the account in the region, the newest first.</summary>
internal sealed class ListImports : IOperation<ListImportsRequest, ListImportsResponse>
{
    /// <summary>The most imports of a page, and how many it has when the request does not say.</summary>
    public const int PageSizeMax = 1_000;

    public ValueTask<Target> TargetAsync(ListImportsRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListImportsResponse> ExecuteAsync(ListImportsRequest request, Call call, CancellationToken cancellationToken)
    {
        var store = request.Destination is null ? null : call.StoreArnOf(request.Destination);
        var listing = new Listing($"imports/{store}/{request.ImportStatus}", request.NextToken, request.MaxResults ?? PageSizeMax, LakePages.InvalidToken);
        var found = (await call.Transaction.ListAsync<LakeImport>(LakeImport.PrefixOf(call.Account, call.Region.Value), after: null, int.MaxValue, cancellationToken))
            .Where(import => (store is null || import.Store == store) && (request.ImportStatus is null || import.Status == request.ImportStatus))
            .OrderBy(OrderOf, StringComparer.Ordinal);
        var page = listing.Of(found, OrderOf);
        return new()
        {
            Imports = [.. page.Items.Select(static import => new ImportsListItemShape
            {
                ImportId = import.Id,
                ImportStatus = import.Status,
                Destinations = [import.Store],
                CreatedTimestamp = import.CreatedAt,
                UpdatedTimestamp = import.UpdatedAt,
            })],
            NextToken = page.Marker,
        };
    }

    private static string OrderOf(LakeImport import) => $"{long.MaxValue - import.CreatedAt.UtcTicks:D19}/{import.Id}";
}
