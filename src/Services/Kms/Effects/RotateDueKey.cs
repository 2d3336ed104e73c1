using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Effects;

/// <summary>Rotates a key when its next automatic rotation is due; a key that is not enabled waits until it is.</summary>
/// <param name="ring">Seals the new material.</param>
/// <param name="events">Records it.</param>
internal sealed class RotateDueKey(KeyRing ring, IServiceEvents events) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is that of the record of the key.</summary>
    public const string TimerKind = "kms/rotation";

    public string Kind => TimerKind;

    /// <summary>The timer of a key that is rotated at fixed times.</summary>
    public static ArmedTimer TimerOf(Key key) => new(TimerKind, key.RecordKey, key.NextRotationDate!.Value);

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        // EnableKey arms the timer again for a key that was disabled when it fired.
        if (await step.Transaction.FindAsync<Key>(timer.Key, cancellationToken) is not
            { State: KeyState.Enabled, IsReplica: false, RotationPeriodInDays: { } days, NextRotationDate: { } due } key || due > step.Now)
        {
            return;
        }

        var rotated = await step.Transaction.RotateAsync(key, RotationType.AUTOMATIC, step.Now, step.Ids, ring, cancellationToken) with
        {
            NextRotationDate = step.Now.AddDays(days),
        };
        events.RecordRotation(step.Transaction, key, rotated, RotationType.AUTOMATIC, step.Now);
        await step.Transaction.ReplaceWithReplicasAsync(key, rotated, cancellationToken);
        step.Transaction.Arm(TimerOf(rotated));
    }
}
