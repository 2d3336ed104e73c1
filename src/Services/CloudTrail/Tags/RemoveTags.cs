using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>Takes tags off a trail.</summary>
internal sealed class RemoveTags : IOperation<RemoveTagsRequest, RemoveTagsResponse>
{
    public ValueTask<Target> TargetAsync(RemoveTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.ResourceId, cancellationToken, [TrailTags.TagKeys(request.TagsList)]);

    public async ValueTask<RemoveTagsResponse> ExecuteAsync(RemoveTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.TaggedTrailAsync(request.ResourceId, cancellationToken);
        call.Transaction.Replace(before, before with { Tags = TrailTags.Remove(before.Tags, request.TagsList) });
        return new();
    }
}
