using Holdfast.Kernel;
using Holdfast.Services.Kms.Effects;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Has a key deleted after a waiting period in which it cannot be used and the deletion can be cancelled.</summary>
internal sealed class ScheduleKeyDeletion : IOperation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse>
{
    /// <summary>The fewest days to wait.</summary>
    public const int WindowMin = 7;

    /// <summary>The most days to wait, and those that are waited when the caller names none.</summary>
    public const int WindowMax = 30;

    public async ValueTask<Target> TargetAsync(ScheduleKeyDeletionRequest request, Call call, CancellationToken cancellationToken)
        => await call.KeyTargetAsync(
            request.KeyId,
            cancellationToken,
            [
                KeyTargets.Number("kms:ScheduleKeyDeletionPendingWindowInDays", request.PendingWindowInDays ?? WindowMax),
                .. await call.TrailingDaysAsync(request.KeyId, cancellationToken),
            ]);

    public async ValueTask<ScheduleKeyDeletionResponse> ExecuteAsync(ScheduleKeyDeletionRequest request, Call call, CancellationToken cancellationToken)
    {
        var days = request.PendingWindowInDays ?? WindowMax;
        if (days is < WindowMin or > WindowMax)
        {
            throw KmsErrors.Validation($"PendingWindowInDays should be between {WindowMin} and {WindowMax}, but it is {days}");
        }

        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Kept();

        // "KMS will not delete a multi-Region primary key with existing replica keys": it waits for their end, and only then for its own.
        var pending = key is { IsReplica: false, ReplicaRegions: not [] }
            ? key with { State = KeyState.PendingReplicaDeletion, PendingWindowInDays = days }
            : key.DueIn(days, call.Now);
        call.Transaction.Replace(key, pending);
        if (pending.DeletionDate is not null)
        {
            call.Transaction.Arm(DeleteDueKey.TimerOf(pending));
        }

        return new() { KeyId = key.Arn.Value, DeletionDate = pending.DeletionDate, KeyState = pending.State, PendingWindowInDays = days };
    }
}
