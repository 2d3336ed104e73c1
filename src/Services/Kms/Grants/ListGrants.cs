using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Grants;

/// <summary>Lists the grants on a key: all, one, or those of a principal.</summary>
internal sealed class ListGrants : IOperation<ListGrantsRequest, ListGrantsResponse>
{
    /// <summary>Grants on a page when the caller names no number.</summary>
    public const int PageSize = 50;

    /// <summary>The most grants on a page.</summary>
    public const int PageSizeMax = 100;

    public ValueTask<Target> TargetAsync(ListGrantsRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken, call.ForAwsResource());

    public async ValueTask<ListGrantsResponse> ExecuteAsync(ListGrantsRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        if (request.GrantId is { } id)
        {
            GrantRules.CheckId(id);
        }

        var prefix = Grant.PrefixOf(key.RecordKey);
        var listing = KmsListing.Of($"ListGrants/{prefix}{request.GrantId}/{request.GranteePrincipal}", request.Marker, request.Limit, PageSize, PageSizeMax);
        var page = await listing.ReadAsync<Grant>(
            call.Transaction,
            prefix,
            grant => (request.GrantId is null || grant.Id == request.GrantId)
                && (request.GranteePrincipal is null || grant.GranteePrincipal == request.GranteePrincipal),
            cancellationToken);
        return new() { Grants = [.. page.Items.Select(GrantTable.ToShape)], NextMarker = page.Marker, Truncated = page.IsTruncated };
    }
}
