using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Notes when keys are used.</summary>
/// <remarks>
/// To write at each use would make every encryption wait for the disk and collide with the next. A use within a quarter of an hour of
/// one that was noted, of the same operation, is not noted again.
/// </remarks>
internal static class KeyUses
{
    /// <summary>How old what is noted may be.</summary>
    public static readonly TimeSpan Coarseness = TimeSpan.FromMinutes(15);

    /// <summary>Notes a use of a key.</summary>
    /// <param name="call">The call that uses it.</param>
    /// <param name="key">The key.</param>
    /// <param name="operation">The operation (<see cref="KeyLastUsageTrackingOperation"/>).</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask NoteUseAsync(this Call call, Key key, string operation, CancellationToken cancellationToken)
    {
        var known = await call.Transaction.FindAsync<KeyUse>(key.RecordKey, cancellationToken);
        if (known is not null && known.Operation == operation && call.Now - known.At < Coarseness)
        {
            return;
        }

        var use = new KeyUse
        {
            Account = key.Account,
            Region = key.Region,
            KeyId = key.Id,
            Operation = operation,
            At = call.Now,
            RequestId = call.RequestId,
        };
        if (known is null)
        {
            call.Transaction.Insert(use);
        }
        else
        {
            call.Transaction.Replace(known, use);
        }
    }

    /// <summary>Gives the whole days since a key was used, or was made (<c>kms:TrailingDaysWithoutKeyUsage</c>).</summary>
    public static async ValueTask<ConditionKey[]> TrailingDaysAsync(this Call call, string keyId, CancellationToken cancellationToken)
    {
        if ((await call.FindKeyAsync(keyId, cancellationToken)).Key is not { } key)
        {
            return [];
        }

        var use = await call.Transaction.FindAsync<KeyUse>(key.RecordKey, cancellationToken);
        return [KeyTargets.Number("kms:TrailingDaysWithoutKeyUsage", (int)(call.Now - (use?.At ?? key.CreationDate)).TotalDays)];
    }
}
