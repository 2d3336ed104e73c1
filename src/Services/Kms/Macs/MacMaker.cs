using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Macs;

/// <summary>The authentication codes of HMAC keys.</summary>
internal static class MacMaker
{
    /// <summary>Names the key that authenticates.</summary>
    public static async ValueTask<Target> MacTargetAsync(
        this Call call, string keyId, string operation, string algorithm, CancellationToken cancellationToken)
        => await call.TargetAsync(
            await call.FindKeyOrAliasAsync(keyId, cancellationToken),
            new GrantedUse(operation),
            cancellationToken,
            new ConditionKey("kms:MacAlgorithm", algorithm));

    /// <summary>Gives the key that authenticates, and its material.</summary>
    public static async ValueTask<(Key Key, KeyMaterial Material)> AuthenticatorAsync(
        this Call call, string keyId, string operation, string algorithm, CancellationToken cancellationToken)
    {
        var key = (await call.KeyOrAliasAsync(keyId, cancellationToken)).Usable().For(KeyUsageType.GenerateVerifyMac, operation);
        key.Check(algorithm, KeySpecs.Of(key.Spec).MacAlgorithms);
        return (key, await call.Transaction.CurrentMaterialAsync(key, cancellationToken));
    }

    /// <summary>Gives the code of a message.</summary>
    public static byte[] Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> message, string algorithm) => algorithm switch
    {
        MacAlgorithmSpec.HmacSha224 => Sha224.Hmac(secret, message),
        MacAlgorithmSpec.HmacSha256 => HMACSHA256.HashData(secret, message),
        MacAlgorithmSpec.HmacSha384 => HMACSHA384.HashData(secret, message),
        _ => HMACSHA512.HashData(secret, message),
    };
}
