using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Rotation;

/// <summary>Tells whether a key is rotated at fixed times, how often and when next.</summary>
internal sealed class GetKeyRotationStatus : IOperation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse>
{
    public ValueTask<Target> TargetAsync(GetKeyRotationStatusRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<GetKeyRotationStatusResponse> ExecuteAsync(
        GetKeyRotationStatusRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);

        // Keys that are never rotated by time say so ("The key rotation status of these KMS keys is always false"), and
        // "while a KMS key is pending deletion, its key rotation status is false" (GetKeyRotationStatus, API Reference).
        var isOn = key.RotationPeriodInDays is not null && !key.IsPendingDeletion;
        return new()
        {
            KeyRotationEnabled = isOn,
            KeyId = key.Id,
            RotationPeriodInDays = isOn ? key.RotationPeriodInDays : null,
            NextRotationDate = isOn ? key.NextRotationDate : null,
        };
    }
}
