using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;

namespace Holdfast.Services.Kms.Rotation;

/// <summary>Rotates a key now: to new material, or to imported material that is waiting for it.</summary>
internal sealed class RotateKeyOnDemand(KeyRing ring, KmsQuotas quotas, IServiceEvents events) : IOperation<RotateKeyOnDemandRequest, RotateKeyOnDemandResponse>
{
    public ValueTask<Target> TargetAsync(RotateKeyOnDemandRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<RotateKeyOnDemandResponse> ExecuteAsync(RotateKeyOnDemandRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Rotatable().NotReplica().Usable();
        if (key.OnDemandRotations >= quotas.OnDemandRotationsPerKey)
        {
            throw new LimitExceededException(
                $"The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: {key.Arn}");
        }

        var rotated = key.IsExternal
            ? await ToImportedAsync(key, call, cancellationToken)
            : await call.Transaction.RotateAsync(key, RotationType.OnDemand, call.Now, call.Ids, ring, cancellationToken);
        events.RecordRotation(call.Transaction, key, rotated, RotationType.OnDemand, call.Now);
        await call.Transaction.ReplaceWithReplicasAsync(
            key, rotated with { OnDemandRotations = key.OnDemandRotations + 1 }, cancellationToken);
        return new() { KeyId = key.Id };
    }

    private static async ValueTask<Key> ToImportedAsync(Key key, Call call, CancellationToken cancellationToken)
    {
        var waiting = (await call.Transaction.MaterialsAsync(key, cancellationToken)).FirstOrDefault(material => material.IsPendingRotation);
        if (waiting?.Sealed is null)
        {
            throw new KMSInvalidStateException($"{key.Arn} has no imported key material that is pending rotation.");
        }

        List<KeyMaterial> all = [waiting];
        foreach (var replica in await call.Transaction.OthersAsync(key, cancellationToken))
        {
            // "You must do this for every replica Region key before you can perform the RotateKeyOnDemand operation" (ImportKeyMaterial, API Reference).
            all.Add(await call.Transaction.FindMaterialAsync(replica, waiting.Number, cancellationToken) is { Sealed: not null } imported
                ? imported
                : throw new KMSInvalidStateException($"The key material that is pending rotation has not been imported into {replica.Arn}."));
        }

        foreach (var material in all)
        {
            call.Transaction.Replace(material, material with { IsPendingRotation = false, RotationDate = call.Now, RotationType = RotationType.OnDemand });
        }

        return key.Using(waiting);
    }
}
