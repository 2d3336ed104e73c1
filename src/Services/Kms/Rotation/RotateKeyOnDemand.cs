using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Rotation;

/// <summary>Rotates a key now: to new material, or to imported material that is waiting for it.</summary>
internal sealed class RotateKeyOnDemand(KeyRing ring, KmsQuotas quotas) : IOperation<RotateKeyOnDemandRequest, RotateKeyOnDemandResponse>
{
    public ValueTask<Target> TargetAsync(RotateKeyOnDemandRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<RotateKeyOnDemandResponse> ExecuteAsync(RotateKeyOnDemandRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Rotatable().Usable();
        if (key.OnDemandRotations >= quotas.OnDemandRotationsPerKey)
        {
            throw new LimitExceededException(
                $"The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: {key.Arn}");
        }

        var rotated = key.IsExternal
            ? await ToImportedAsync(key, call, cancellationToken)
            : call.Transaction.Rotate(key, RotationType.OnDemand, call.Now, call.Ids, ring);
        call.Transaction.Replace(key, rotated with { OnDemandRotations = key.OnDemandRotations + 1 });
        return new() { KeyId = key.Id };
    }

    private static async ValueTask<Key> ToImportedAsync(Key key, Call call, CancellationToken cancellationToken)
    {
        var waiting = (await call.Transaction.MaterialsAsync(key, cancellationToken)).FirstOrDefault(material => material.IsPendingRotation);
        if (waiting?.Sealed is null)
        {
            throw new KMSInvalidStateException($"{key.Arn} has no imported key material that is pending rotation.");
        }

        var current = waiting with { IsPendingRotation = false, RotationDate = call.Now, RotationType = RotationType.OnDemand };
        call.Transaction.Replace(waiting, current);
        return key.Using(current);
    }
}
