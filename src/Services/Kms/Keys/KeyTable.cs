using Holdfast.Kernel;
using Holdfast.Services.Kms.Aliases;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Finds keys by what requests call them, and says which states an operation can work with.</summary>
/// <remarks>The states are those of the table in "Key states of AWS KMS keys", KMS Developer Guide.</remarks>
internal static class KeyTable
{
    /// <summary>Finds a key that a request names by its id or ARN alone.</summary>
    public static ValueTask<KeyLookup> FindKeyAsync(this Call call, string name, CancellationToken cancellationToken)
        => call.FindAsync(KeyReference.Read(name, call, takesAlias: false), cancellationToken);

    /// <summary>Finds a key that a request names by its id, its ARN, or an alias.</summary>
    public static ValueTask<KeyLookup> FindKeyOrAliasAsync(this Call call, string name, CancellationToken cancellationToken)
        => call.FindAsync(KeyReference.Read(name, call, takesAlias: true), cancellationToken);

    /// <summary>Gives the key that a request names by its id or ARN alone.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async ValueTask<Key> KeyAsync(this Call call, string name, CancellationToken cancellationToken)
        => (await call.FindKeyAsync(name, cancellationToken)).Required();

    /// <summary>Gives the key that a request names by its id, its ARN, or an alias.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async ValueTask<Key> KeyOrAliasAsync(this Call call, string name, CancellationToken cancellationToken)
        => (await call.FindKeyOrAliasAsync(name, cancellationToken)).Required();

    /// <summary>Finds what a reference names.</summary>
    public static async ValueTask<KeyLookup> FindAsync(this Call call, KeyReference reference, CancellationToken cancellationToken)
    {
        if (reference.Fault is not null)
        {
            return new(reference, Key: null);
        }

        var id = reference.KeyId;
        if (reference.AliasName is { } name)
        {
            var alias = await call.Transaction.FindAsync<Alias>(Alias.KeyOf(reference.Account, call.Region.Value, name), cancellationToken);
            id = alias?.TargetKeyId;
        }

        return new(
            reference,
            id is null ? null : await call.Transaction.FindAsync<Key>(Key.KeyOf(reference.Account, call.Region.Value, id), cancellationToken));
    }

    /// <summary>Checks that the key can be used: it is enabled.</summary>
    public static Key Usable(this Key key) => key.State switch
    {
        KeyState.Enabled => key,
        KeyState.Disabled => throw new DisabledException($"{key.Arn} is disabled."),
        _ => key.Settled(),
    };

    /// <summary>Checks that the key has its material and keeps it.</summary>
    public static Key Settled(this Key key)
        => key.State == KeyState.PendingImport
            ? throw new KMSInvalidStateException($"{key.Arn} is pending import.")
            : key.Kept();

    /// <summary>Checks that the key is not about to be deleted.</summary>
    public static Key Kept(this Key key)
        => key.IsPendingDeletion
            ? throw new KMSInvalidStateException($"{key.Arn} is pending {(key.State == KeyState.PendingReplicaDeletion ? "replica " : "")}deletion.")
            : key;

    /// <summary>Checks that the material of the key has an origin.</summary>
    public static Key WithOrigin(this Key key, bool external)
        => key.IsExternal == external
            ? key
            : throw new UnsupportedOperationException($"{key.Arn} origin is {key.Origin} which is not valid for this operation.");

    /// <summary>Checks that the key was made for a use.</summary>
    public static Key For(this Key key, string usage, string operation)
        => key.Usage == usage
            ? key
            : throw new InvalidKeyUsageException($"{key.Arn} key usage is {key.Usage} which is not valid for {operation}.");

    /// <summary>Checks that an algorithm is one of those that keys of this kind have.</summary>
    public static void Check(this Key key, string algorithm, IReadOnlyList<string> algorithms)
    {
        if (!algorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            throw new InvalidKeyUsageException($"Algorithm {algorithm} is incompatible with key spec {key.Spec}.");
        }
    }
}
