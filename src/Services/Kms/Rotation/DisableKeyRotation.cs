using Holdfast.Kernel;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.MultiRegion;

namespace Holdfast.Services.Kms.Rotation;

/// <summary>Ends the rotation of a key at fixed times.</summary>
internal sealed class DisableKeyRotation : IOperation<DisableKeyRotationRequest, DisableKeyRotationResponse>
{
    public ValueTask<Target> TargetAsync(DisableKeyRotationRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<DisableKeyRotationResponse> ExecuteAsync(DisableKeyRotationRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).RotatableByTime();
        if (key.RotationPeriodInDays is not null)
        {
            await call.Transaction.ReplaceWithReplicasAsync(
                key, key with { RotationPeriodInDays = null, NextRotationDate = null }, cancellationToken);
            call.Transaction.Disarm(RotateDueKey.TimerKind, key.RecordKey);
        }

        return new();
    }
}
