using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Keeps a key from being used until it is enabled again.</summary>
internal sealed class DisableKey : IOperation<DisableKeyRequest, DisableKeyResponse>
{
    public async ValueTask<Target> TargetAsync(DisableKeyRequest request, Call call, CancellationToken cancellationToken)
        => await call.KeyTargetAsync(request.KeyId, cancellationToken, await call.TrailingDaysAsync(request.KeyId, cancellationToken));

    public async ValueTask<DisableKeyResponse> ExecuteAsync(DisableKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Settled();
        if (key.State != KeyState.Disabled)
        {
            call.Transaction.Replace(key, key with { State = KeyState.Disabled });
        }

        return new();
    }
}
