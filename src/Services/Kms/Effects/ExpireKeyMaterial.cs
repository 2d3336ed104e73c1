using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.Kms.ImportedMaterial;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Effects;

/// <summary>Deletes imported key material when it expires; its key waits for the same material to be imported again.</summary>
/// <param name="events">Records it.</param>
internal sealed class ExpireKeyMaterial(IServiceEvents events) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is that of the record of the material.</summary>
    public const string TimerKind = "kms/material-expiry";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<KeyMaterial>(timer.Key, cancellationToken) is { Sealed: not null, ValidTo: { } end } material
            && end <= step.Now
            && await step.Transaction.FindAsync<Key>(Key.KeyOf(material.Account, material.Region, material.KeyId), cancellationToken) is { } key)
        {
            events.RecordExpiry(step.Transaction, key, material, step.Now);
            await step.Transaction.DropAsync(key, material, cancellationToken);
        }
    }
}
