using Holdfast.Kernel;
using Holdfast.Services.Kms.Effects;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Lets a disabled key be used again; a rotation that came due meanwhile is made up for.</summary>
internal sealed class EnableKey : IOperation<EnableKeyRequest, EnableKeyResponse>
{
    public ValueTask<Target> TargetAsync(EnableKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<EnableKeyResponse> ExecuteAsync(EnableKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Settled();
        if (key.State != KeyState.Enabled)
        {
            var enabled = key with { State = KeyState.Enabled };
            call.Transaction.Replace(key, enabled);
            if (enabled is { NextRotationDate: not null, IsReplica: false })
            {
                call.Transaction.Arm(RotateDueKey.TimerOf(enabled));
            }
        }

        return new();
    }
}
