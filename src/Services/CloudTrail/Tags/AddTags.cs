using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>Puts tags on a trail; a tag of the same key is replaced.</summary>
internal sealed class AddTags : IOperation<AddTagsRequest, AddTagsResponse>
{
    public ValueTask<Target> TargetAsync(AddTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.ResourceId, cancellationToken, TrailTags.RequestKeys(request.TagsList));

    public async ValueTask<AddTagsResponse> ExecuteAsync(AddTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.TaggedTrailAsync(request.ResourceId, cancellationToken);
        call.Transaction.Replace(before, before with { Tags = TrailTags.Put(before.Tags, request.TagsList) });
        return new();
    }
}
