using System.Security.Cryptography;
using Holdfast.Kernel;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Adds and removes the private keys of a provider, and checks that its encryption mode can be kept.</summary>
/// <remarks>The sentences are those of "Troubleshoot SAML federation with IAM".</remarks>
internal static class SamlPrivateKeys
{
    private const string IdPrefix = "SAMLPK";
    private const int RsaBitsMin = 2_048;

    /// <summary>Adds a key.</summary>
    /// <exception cref="InvalidInputException">It is no RSA key in PEM.</exception>
    /// <exception cref="LimitExceededException">The provider has two already.</exception>
    public static SamlProvider WithKey(this SamlProvider provider, string pem, Call call, ISecretSealer sealer)
    {
        Check(pem);
        if (provider.PrivateKeys.Count >= SamlProvider.PrivateKeysMax)
        {
            throw new LimitExceededException($"Private key limit of {SamlProvider.PrivateKeysMax} is reached.");
        }

        var id = call.Ids.NewUniqueId(IdPrefix);
        return provider with { PrivateKeys = [.. provider.PrivateKeys, new(id, call.NowToTheSecond(), sealer.Seal(pem, id))] };
    }

    /// <summary>Removes a key.</summary>
    /// <exception cref="InvalidInputException">The provider has no key of that id.</exception>
    public static SamlProvider WithoutKey(this SamlProvider provider, string id)
        => provider.PrivateKeys.Any(key => key.Id == id)
            ? provider with { PrivateKeys = [.. provider.PrivateKeys.Where(key => key.Id != id)] }
            : throw new InvalidInputException("Failed to remove private key because the Key ID does not match a private key.");

    /// <summary>Checks that assertions that must be encrypted can be opened.</summary>
    /// <exception cref="InvalidInputException">They cannot.</exception>
    public static void CheckMode(this SamlProvider provider)
    {
        if (provider is { EncryptionMode: AssertionEncryptionModeType.Required, PrivateKeys: [] })
        {
            throw new InvalidInputException("Unable to set assertion encryption mode to Required because no private key is provided.");
        }
    }

    private static void Check(string pem)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            if (rsa.KeySize >= RsaBitsMin && pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            {
                return;
            }
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException)
        {
            // Whatever is wrong with it, the sentence below is all that IAM says.
        }

        throw new InvalidInputException("Invalid private key.");
    }
}
