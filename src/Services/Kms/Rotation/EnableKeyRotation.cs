using Holdfast.Kernel;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.MultiRegion;

namespace Holdfast.Services.Kms.Rotation;

/// <summary>Has a key rotated at fixed times, or changes how often.</summary>
internal sealed class EnableKeyRotation : IOperation<EnableKeyRotationRequest, EnableKeyRotationResponse>
{
    public ValueTask<Target> TargetAsync(EnableKeyRotationRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(
            request.KeyId,
            cancellationToken,
            KeyTargets.Number("kms:RotationPeriodInDays", request.RotationPeriodInDays ?? RotationRules.DefaultPeriodInDays));

    public async ValueTask<EnableKeyRotationResponse> ExecuteAsync(EnableKeyRotationRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).RotatableByTime();
        var days = request.RotationPeriodInDays ?? key.RotationPeriodInDays ?? RotationRules.DefaultPeriodInDays;
        if (key.RotationPeriodInDays != days)
        {
            var rotated = key with { RotationPeriodInDays = days, NextRotationDate = call.Now.AddDays(days) };
            await call.Transaction.ReplaceWithReplicasAsync(key, rotated, cancellationToken);
            call.Transaction.Arm(RotateDueKey.TimerOf(rotated));
        }

        return new();
    }
}
