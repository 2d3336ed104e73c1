using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Tags;

/// <summary>Puts tags on a key.</summary>
internal sealed class TagResource : IOperation<TagResourceRequest, TagResourceResponse>
{
    public ValueTask<Target> TargetAsync(TagResourceRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken, request.Tags.RequestKeys());

    public async ValueTask<TagResourceResponse> ExecuteAsync(TagResourceRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Kept();
        call.Transaction.Replace(key, key with { Tags = TagRules.Put(key.Tags, TagRules.Read(request.Tags)) });
        return new();
    }
}
