using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Material;

/// <summary>Seals key material, and opens it; what was opened lately is kept, because to use a key should not cost opening it.</summary>
/// <param name="sealer">The sealer of the server's master key.</param>
/// <remarks>
/// What is kept is found by the seal itself, which the caller has just read from the store: material that was deleted or replaced is never found again.
/// </remarks>
public sealed class KeyRing(ISecretSealer sealer)
{
    /// <summary>The most materials that are kept open.</summary>
    internal const int OpenMax = 1_000;

    private const string GrantTokens = "kms/grant-token";
    private const string ImportTokens = "kms/import-token";

    private readonly ConcurrentDictionary<string, byte[]> _open = new(StringComparer.Ordinal);

    /// <summary>The materials that are open now.</summary>
    internal int OpenCount => _open.Count;

    /// <summary>Seals a secret as the material of a key.</summary>
    /// <param name="material">The material, whose place in the store the seal is bound to.</param>
    /// <param name="secret">The secret.</param>
    internal KeyMaterial Seal(KeyMaterial material, ReadOnlySpan<byte> secret)
        => material with { Sealed = sealer.Seal(Convert.ToBase64String(secret), BoundTo(material)) };

    /// <summary>Opens a material that is there.</summary>
    /// <returns>The secret; it is shared, so it must not be changed.</returns>
    internal ReadOnlySpan<byte> Open(KeyMaterial material)
    {
        var seal = material.Sealed ?? throw new InvalidOperationException($"{material} has no secret: the state of its key should have said so.");
        if (_open.TryGetValue(seal, out var secret))
        {
            return secret;
        }

        if (_open.Count >= OpenMax)
        {
            _open.Clear();
        }

        return _open[seal] = Convert.FromBase64String(sealer.Open(seal, BoundTo(material)));
    }

    /// <summary>Makes a token by which a grant may be used at once, and retired.</summary>
    internal string NewGrantToken(Grant grant) => sealer.Seal(grant.Key, GrantTokens);

    /// <summary>Reads a token of a grant.</summary>
    /// <returns>The key of the record of the grant, which may be gone.</returns>
    /// <exception cref="InvalidGrantTokenException">It is no token of this server's.</exception>
    internal string ReadGrantToken(string token)
    {
        try
        {
            return sealer.Open(token, GrantTokens);
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            throw new InvalidGrantTokenException("Invalid grant token.");
        }
    }

    /// <summary>Checks the tokens that a request brings. Grants are in force at once here, so that they change nothing.</summary>
    internal void CheckGrantTokens(IReadOnlyList<string>? tokens)
    {
        foreach (var token in tokens ?? [])
        {
            ReadGrantToken(token);
        }
    }

    /// <summary>Seals what is needed to open material that is imported.</summary>
    internal byte[] SealImport(string facts) => Encoding.UTF8.GetBytes(sealer.Seal(facts, ImportTokens));

    /// <summary>Opens what was sealed for an import.</summary>
    /// <exception cref="InvalidImportTokenException">It is no token of this server's.</exception>
    internal string OpenImport(ReadOnlySpan<byte> token)
    {
        try
        {
            return sealer.Open(Encoding.UTF8.GetString(token), ImportTokens);
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            throw new InvalidImportTokenException("The import token is not valid.");
        }
    }

    /// <summary>Makes the id of a material of a key; it is the same in all regions that the key is in.</summary>
    internal static string IdOf(Key key, ReadOnlySpan<byte> secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key.IsMultiRegion ? $"{key.Account.Value}/{key.Id}" : key.Arn.Value));
        hash.AppendData([0]);
        hash.AppendData(secret);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string BoundTo(KeyMaterial material) => "kms/" + material.Key;
}
