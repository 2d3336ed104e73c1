using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>Lists the tags of trails, event data stores and channels, of up to twenty at a time.</summary>
internal sealed class ListTags : IOperation<ListTagsRequest, ListTagsResponse>
{
    /// <summary>The most resources that a request may name.</summary>
    private const int ResourcesMax = 20;

    public async ValueTask<Target> TargetAsync(ListTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        List<Target> targets = [];
        foreach (var id in request.ResourceIdList.Take(ResourcesMax))
        {
            targets.Add(await call.TaggedTargetAsync(id, cancellationToken));
        }

        return targets is [var first, .. var others] ? first with { Also = others } : Target.Any;
    }

    public async ValueTask<ListTagsResponse> ExecuteAsync(ListTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.ResourceIdList.Count > ResourcesMax)
        {
            throw new CommonException("ValidationException", 400, $"At most {ResourcesMax} resources can be named.");
        }

        List<ResourceTagShape> found = [];
        foreach (var id in request.ResourceIdList)
        {
            var tags = await call.TagsOfAsync(id, cancellationToken);
            found.Add(new()
            {
                ResourceId = id,
                TagsList = [.. tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => new TagShape { Key = tag.Key, Value = tag.Value })],
            });
        }

        return new() { ResourceTagList = found };
    }
}
