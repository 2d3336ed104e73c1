using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.Kms.Aliases;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Effects;

/// <summary>Deletes a key with its material, aliases and grants when its waiting period is over.</summary>
/// <param name="events">Records it.</param>
/// <remarks>The material goes first, and with it all that it encrypted; a key with very many grants takes several steps.</remarks>
internal sealed class DeleteDueKey(IServiceEvents events) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is that of the record of the key.</summary>
    public const string TimerKind = "kms/key-deletion";

    private const int GrantsPerStep = 500;

    public string Kind => TimerKind;

    /// <summary>The timer of a key that is pending deletion.</summary>
    public static ArmedTimer TimerOf(Key key) => new(TimerKind, key.RecordKey, key.DeletionDate!.Value);

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var transaction = step.Transaction;
        if (await transaction.FindAsync<Key>(timer.Key, cancellationToken) is not { State: KeyState.PendingDeletion } key)
        {
            return;
        }

        foreach (var material in await transaction.MaterialsAsync(key, cancellationToken))
        {
            transaction.Disarm(ExpireKeyMaterial.TimerKind, material.Key);
            transaction.Delete(material);
        }

        var grants = await transaction.ListAsync<Grant>(Grant.PrefixOf(key.RecordKey), after: null, GrantsPerStep, cancellationToken);
        foreach (var grant in grants)
        {
            transaction.Delete(grant);
        }

        if (grants.Count == GrantsPerStep)
        {
            transaction.Arm(timer with { Due = step.Now });
            return;
        }

        foreach (var name in key.AliasNames)
        {
            transaction.Delete((await transaction.FindAsync<Alias>(Alias.KeyOf(key.Account, key.Region, name), cancellationToken))!);
        }

        if (await transaction.FindAsync<KeyUse>(key.RecordKey, cancellationToken) is { } use)
        {
            transaction.Delete(use);
        }

        transaction.Disarm(RotateDueKey.TimerKind, key.RecordKey);
        transaction.Delete(key);
        events.RecordDeletion(transaction, key, step.Now);
        await transaction.LeaveAsync(key, step.Now, cancellationToken);
    }
}
