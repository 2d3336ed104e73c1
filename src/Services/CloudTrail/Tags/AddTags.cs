using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>Puts tags on a trail, an event data store or a channel; a tag of the same key is replaced.</summary>
internal sealed class AddTags : IOperation<AddTagsRequest, AddTagsResponse>
{
    public ValueTask<Target> TargetAsync(AddTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.TaggedTargetAsync(request.ResourceId, cancellationToken, TrailTags.RequestKeys(request.TagsList));

    public async ValueTask<AddTagsResponse> ExecuteAsync(AddTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.ChangeTagsAsync(request.ResourceId, tags => TrailTags.Put(tags, request.TagsList), cancellationToken);
        return new();
    }
}
