using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Tags;

/// <summary>Takes tags from a key; one that is not there is passed over.</summary>
internal sealed class UntagResource : IOperation<UntagResourceRequest, UntagResourceResponse>
{
    public ValueTask<Target> TargetAsync(UntagResourceRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken, TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagResourceResponse> ExecuteAsync(UntagResourceRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Kept();
        call.Transaction.Replace(key, key with { Tags = [.. key.Tags.Where(tag => !request.TagKeys.Contains(tag.Key, StringComparer.Ordinal))] });
        return new();
    }
}
