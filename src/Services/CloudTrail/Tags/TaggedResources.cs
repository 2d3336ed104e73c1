using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>Finds what the tags of a request are about, which is named by its ARN: a trail, an event data store or a channel.</summary>
internal static class TaggedResources
{
    private const string StorePart = ":eventdatastore/";
    private const string ChannelPart = ":channel/";

    /// <summary>Names the resource, with its tags for conditions.</summary>
    public static ValueTask<Target> TaggedTargetAsync(this Call call, string resourceId, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
        => resourceId.Contains(StorePart, StringComparison.Ordinal) ? call.StoreTargetAsync(resourceId, cancellationToken, keys)
            : resourceId.Contains(ChannelPart, StringComparison.Ordinal) ? call.ChannelTargetAsync(resourceId, cancellationToken, keys)
            : call.TrailTargetAsync(resourceId, cancellationToken, keys);

    /// <summary>Gives the tags of the resource.</summary>
    /// <exception cref="CloudTrailARNInvalidException">What the request names is no ARN of a resource with tags.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such trail.</exception>
    public static async ValueTask<IReadOnlyDictionary<string, string>> TagsOfAsync(this Call call, string resourceId, CancellationToken cancellationToken)
        => resourceId.Contains(StorePart, StringComparison.Ordinal) ? (await call.ActiveStoreAsync(resourceId, cancellationToken)).Tags
            : resourceId.Contains(ChannelPart, StringComparison.Ordinal) ? (await call.ChannelAsync(resourceId, cancellationToken)).Tags
            : (await call.TaggedTrailAsync(resourceId, cancellationToken)).Tags;

    /// <summary>Changes the tags of the resource.</summary>
    public static async ValueTask ChangeTagsAsync(
        this Call call, string resourceId, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change, CancellationToken cancellationToken)
    {
        if (resourceId.Contains(StorePart, StringComparison.Ordinal))
        {
            var store = await call.ActiveStoreAsync(resourceId, cancellationToken);
            call.Transaction.Replace(store, store with { Tags = change(store.Tags) });
        }
        else if (resourceId.Contains(ChannelPart, StringComparison.Ordinal))
        {
            var channel = await call.ChannelAsync(resourceId, cancellationToken);
            call.Transaction.Replace(channel, channel with { Tags = change(channel.Tags) });
        }
        else
        {
            var trail = await call.TaggedTrailAsync(resourceId, cancellationToken);
            call.Transaction.Replace(trail, trail with { Tags = change(trail.Tags) });
        }
    }

    private static async ValueTask<Trail> TaggedTrailAsync(this Call call, string resourceId, CancellationToken cancellationToken)
    {
        if (!TrailName.IsArn(resourceId))
        {
            throw new CloudTrailARNInvalidException($"The specified ARN is not valid: {resourceId}. The format of a trail ARN is arn:aws:cloudtrail:region:account:trail/name.");
        }

        try
        {
            return await call.TrailAsync(resourceId, cancellationToken);
        }
        catch (TrailNotFoundException missing)
        {
            throw new ResourceNotFoundException(missing.Message);
        }
    }
}
