using Holdfast.Kernel;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.ImportedMaterial;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Keeps a key whose deletion was scheduled; it stays disabled until somebody enables it.</summary>
internal sealed class CancelKeyDeletion : IOperation<CancelKeyDeletionRequest, CancelKeyDeletionResponse>
{
    public ValueTask<Target> TargetAsync(CancelKeyDeletionRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<CancelKeyDeletionResponse> ExecuteAsync(CancelKeyDeletionRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        if (!key.IsPendingDeletion)
        {
            throw new KMSInvalidStateException($"{key.Arn} is not pending deletion.");
        }

        // Material that was deleted or expired in the meantime must be imported first.
        var lacksMaterial = key.IsExternal && (await call.Transaction.MaterialsAsync(key, cancellationToken)).LacksMaterial();
        call.Transaction.Replace(
            key,
            key with { State = lacksMaterial ? KeyState.PendingImport : KeyState.Disabled, DeletionDate = null, PendingWindowInDays = null });
        call.Transaction.Disarm(DeleteDueKey.TimerKind, key.RecordKey);
        return new() { KeyId = key.Arn.Value };
    }
}
