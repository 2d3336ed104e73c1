using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.KeyPolicies;
using Holdfast.Services.Kms.MultiRegion;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Names keys as what calls act on, with their policies, their grants and the condition keys of KMS.</summary>
internal static class KeyTargets
{
    /// <summary>The type under which records list keys.</summary>
    public const string ResourceType = "AWS::KMS::Key";

    /// <summary>Names the key that a request names by its id or ARN alone.</summary>
    public static async ValueTask<Target> KeyTargetAsync(
        this Call call, string keyId, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
        => call.TargetOf(await call.FindKeyAsync(keyId, cancellationToken), keys);

    /// <summary>Names a key for an operation that grants may allow.</summary>
    /// <param name="call">The call.</param>
    /// <param name="found">The key.</param>
    /// <param name="use">What is done with it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="keys">The condition keys of the operation.</param>
    public static async ValueTask<Target> TargetAsync(
        this Call call, KeyLookup found, GrantedUse use, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
    {
        var target = call.TargetOf(found, [.. keys, .. use.Context.ConditionKeys(), .. RequestAlias(found)]);
        return found.Key is { HasGrants: true } key
            ? target with { Grants = await call.GrantsDocumentAsync(key, use, cancellationToken) }
            : target;
    }

    /// <summary>Names a key.</summary>
    public static Target TargetOf(this Call call, KeyLookup found, params IEnumerable<ConditionKey> keys) => new(found.Arn)
    {
        Owner = found.Reference.Account,
        Named = found.Key is { } recorded ? [new(recorded.Arn, recorded.Account, ResourceType)] : [],

        // A key that is not there is judged as a new one of the account would be, so that its owner learns that it is not there, and nobody else does.
        ResourcePolicy = found.Key is { } key ? key.Policy
            : found.Reference.Account == call.Account ? DefaultKeyPolicy.Of(call.Partition.Name, call.Account)
            : null,
        Context = [.. call.CallerKeys(), .. KeysOf(found.Key), .. keys],
    };

    /// <summary>Has the record tell which algorithm is used, whether or not the request says so ("AWS KMS log entries", Encrypt and Decrypt).</summary>
    public static Target WithAlgorithm(this Target target, string? asked, string used)
        => asked is null ? target with { RecordedTexts = [KeyValuePair.Create("encryptionAlgorithm", used)] } : target;

    /// <summary>Has the record tell which material of a symmetric key is used.</summary>
    public static Target WithMaterial(this Target target, string? materialId, string name = "keyMaterialId")
        => materialId is null ? target : target with { RecordedAdditions = [.. target.RecordedAdditions, KeyValuePair.Create(name, materialId)] };

    /// <summary>The material that a key uses now, when its ciphertexts name it.</summary>
    public static string? MaterialId(this KeyLookup found) => found.Key is { IsSymmetricEncryption: true } key ? key.CurrentMaterialId : null;

    /// <summary>The condition keys that tell who asks, and through which service.</summary>
    public static IEnumerable<ConditionKey> CallerKeys(this Call call)
    {
        yield return new("kms:CallerAccount", call.Caller.Account.Value);
        if (call.ViaService is { } service)
        {
            yield return new("kms:ViaService", service);
        }
    }

    /// <summary>Makes a condition key of a number.</summary>
    public static ConditionKey Number(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes a condition key of a yes or no.</summary>
    public static ConditionKey Flag(string name, bool value) => new(name, value ? "true" : "false");

    private static IEnumerable<ConditionKey> RequestAlias(KeyLookup found)
        => found.Reference.AliasName is { } alias ? [new ConditionKey("kms:RequestAlias", alias)] : [];

    private static IEnumerable<ConditionKey> KeysOf(Key? key)
    {
        if (key is null)
        {
            yield break;
        }

        yield return new("kms:KeyOrigin", key.Origin);
        yield return new("kms:KeySpec", key.Spec);
        yield return new("kms:KeyUsage", key.Usage);
        yield return Flag("kms:MultiRegion", key.IsMultiRegion);
        if (key.IsMultiRegion)
        {
            yield return new("kms:MultiRegionKeyType", key.MultiRegionKeyType());
        }

        if (key.AliasNames.Count > 0)
        {
            yield return new("kms:ResourceAliases", key.AliasNames, IsMultivalued: true);
        }

        foreach (var tag in TagConditions.OfResource(key.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))))
        {
            yield return tag;
        }
    }
}
