using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Grants;

/// <summary>Lists the grants of the account, in the region, that a principal may retire.</summary>
internal sealed class ListRetirableGrants : IOperation<ListRetirableGrantsRequest, ListRetirableGrantsResponse>
{
    public ValueTask<Target> TargetAsync(ListRetirableGrantsRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListRetirableGrantsResponse> ExecuteAsync(
        ListRetirableGrantsRequest request, Call call, CancellationToken cancellationToken)
    {
        var value = Grant.RetiringOf(call.Region.Value, request.RetiringPrincipal);
        var listing = KmsListing.Of($"ListRetirableGrants/{call.Account.Value}/{value}", request.Marker, request.Limit, ListGrants.PageSize, ListGrants.PageSizeMax);

        // "You can specify any principal in your AWS account": the grants are those that the account made.
        var page = await listing.ReadAsync(call.Transaction, Grant.ByRetiring, value, grant => grant.IssuingAccount == call.Account, cancellationToken);
        return new() { Grants = [.. page.Items.Select(GrantTable.ToShape)], NextMarker = page.Marker, Truncated = page.IsTruncated };
    }
}
