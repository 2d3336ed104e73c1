using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Aliases;

/// <summary>The names of aliases, and who may be asked about them.</summary>
internal static class AliasTable
{
    /// <summary>Names an alias and a key that a request points it to or takes it from.</summary>
    public static async ValueTask<Target> AliasTargetAsync(this Call call, string name, CancellationToken cancellationToken, params IEnumerable<string> keyIds)
    {
        var keys = new List<Target>();
        foreach (var keyId in keyIds)
        {
            keys.Add(await call.KeyTargetAsync(keyId, cancellationToken));
        }

        return new Target(call.KmsArn(call.Account, name))
        {
            Context = [.. call.CallerKeys()],
            Named = [.. keys.SelectMany(key => key.Named), new(call.KmsArn(call.Account, name), call.Account, KeyTargets.ResourceType)],
            Also = keys,
        };
    }

    /// <summary>Finds an alias of the account; null when there is none.</summary>
    public static ValueTask<Alias?> FindAliasAsync(this Call call, string name, CancellationToken cancellationToken)
        => call.Transaction.FindAsync<Alias>(Alias.KeyOf(call.Account, call.Region.Value, name), cancellationToken);

    /// <summary>Gives an alias of the account.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async ValueTask<Alias> AliasAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.FindAliasAsync(name, cancellationToken) ?? throw new NotFoundException($"Alias {call.KmsArn(call.Account, name)} is not found.");

    /// <summary>Checks a name that somebody gives to an alias.</summary>
    public static void CheckName(string name)
    {
        if (!name.StartsWith(KmsArns.AliasPrefix, StringComparison.Ordinal) || name.Length == KmsArns.AliasPrefix.Length)
        {
            throw KmsErrors.Validation(
                "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }

        if (name.StartsWith(ManagedKeys.AliasPrefix, StringComparison.Ordinal))
        {
            throw KmsErrors.NotAuthorized();
        }

        // The model lets a colon pass; the service does not.
        if (name.Contains(':', StringComparison.Ordinal))
        {
            throw KmsErrors.Validation($"{name} contains invalid characters for an alias");
        }
    }

    /// <summary>Finds the key that an alias is to be pointed to.</summary>
    public static async ValueTask<Key> AliasTargetKeyAsync(this Call call, string keyId, CancellationToken cancellationToken)
    {
        var reference = KeyReference.Read(keyId, call, takesAlias: true);
        if (reference.AliasName is not null)
        {
            throw KmsErrors.Validation("Aliases must refer to keys. Not aliases");
        }

        return (await call.FindAsync(reference, cancellationToken)).Required().Kept();
    }

    /// <summary>Gives a key with one name more.</summary>
    /// <exception cref="LimitExceededException">It has as many as it may.</exception>
    public static Key Named(this Key key, string name, KmsQuotas quotas)
        => key.AliasNames.Count < quotas.AliasesPerKey
            ? key with { AliasNames = [.. key.AliasNames, name] }
            : throw new LimitExceededException($"The key {key.Arn} has reached its quota of {quotas.AliasesPerKey} aliases.");

    /// <summary>Gives a key with one name less.</summary>
    public static Key Unnamed(this Key key, string name)
        => key with { AliasNames = [.. key.AliasNames.Where(other => other != name)] };
}
