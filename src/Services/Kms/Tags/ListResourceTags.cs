using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Tags;

/// <summary>Lists the tags of a key.</summary>
internal sealed class ListResourceTags : IOperation<ListResourceTagsRequest, ListResourceTagsResponse>
{
    private const int PageSize = 50;

    public ValueTask<Target> TargetAsync(ListResourceTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<ListResourceTagsResponse> ExecuteAsync(ListResourceTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        var listing = KmsListing.Of("ListResourceTags/" + key.RecordKey, request.Marker, request.Limit, PageSize, PageSize);
        var page = listing.Of(key.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal), tag => tag.Key);
        return new()
        {
            Tags = page.Items.ToShapes(),
            NextMarker = page.Marker,
            Truncated = page.IsTruncated,
        };
    }
}
