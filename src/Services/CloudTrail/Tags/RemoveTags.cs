using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>Takes tags off a trail, an event data store or a channel.</summary>
internal sealed class RemoveTags : IOperation<RemoveTagsRequest, RemoveTagsResponse>
{
    public ValueTask<Target> TargetAsync(RemoveTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.TaggedTargetAsync(request.ResourceId, cancellationToken, [TrailTags.TagKeys(request.TagsList)]);

    public async ValueTask<RemoveTagsResponse> ExecuteAsync(RemoveTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.ChangeTagsAsync(request.ResourceId, tags => TrailTags.Remove(tags, request.TagsList), cancellationToken);
        return new();
    }
}
