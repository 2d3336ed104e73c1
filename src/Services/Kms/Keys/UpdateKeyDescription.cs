using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Changes the description of a key.</summary>
internal sealed class UpdateKeyDescription : IOperation<UpdateKeyDescriptionRequest, UpdateKeyDescriptionResponse>
{
    public ValueTask<Target> TargetAsync(UpdateKeyDescriptionRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<UpdateKeyDescriptionResponse> ExecuteAsync(UpdateKeyDescriptionRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Kept();
        call.Transaction.Replace(key, key with { Description = request.Description });
        return new();
    }
}
