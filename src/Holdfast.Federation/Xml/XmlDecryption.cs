using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Holdfast.Federation.Xml;

/// <summary>Opens what was encrypted to a key of this side (XML Encryption 1.1): a content key under RSA-OAEP, the content under AES.</summary>
/// <remarks>RSA with PKCS #1 v1.5 padding is refused: who may ask often enough can open such keys. Every failure looks the same from outside.</remarks>
internal static class XmlDecryption
{
    private const string Enc11 = "http://www.w3.org/2009/xmlenc11#";
    private const int AesBlockBytes = 16;
    private const int GcmNonceBytes = 12;
    private const int GcmTagBytes = 16;
    private const int KeysMax = 8;

    /// <summary>Opens the content of an element that holds an <c>EncryptedData</c>; null when no key opens it.</summary>
    /// <param name="holder">The element, such as an EncryptedAssertion; the content key may be in it or in the data's KeyInfo.</param>
    /// <param name="privateKeys">The private keys, in PEM.</param>
    public static string? TryOpen(XmlElement holder, IReadOnlyList<string> privateKeys)
    {
        if (holder.Only("EncryptedData", XmlNames.Encryption) is not { } data
            || data.Only("EncryptionMethod", XmlNames.Encryption)?.Value("Algorithm") is not { } algorithm
            || CipherValue(data) is not { } cipher)
        {
            return null;
        }

        var keys = holder.Children("EncryptedKey", XmlNames.Encryption)
            .Concat(data.Children("KeyInfo", XmlNames.Signature).SelectMany(info => info.Children("EncryptedKey", XmlNames.Encryption)))
            .Take(KeysMax);
        foreach (var encryptedKey in keys)
        {
            foreach (var pem in privateKeys)
            {
                if (OpenKey(encryptedKey, pem) is { } key && OpenData(algorithm, key, cipher) is { } content)
                {
                    return content;
                }
            }
        }

        return null;
    }

    private static byte[]? CipherValue(XmlElement element)
        => element.Only("CipherData", XmlNames.Encryption)?.Only("CipherValue", XmlNames.Encryption).Bytes();

    private static byte[]? OpenKey(XmlElement encryptedKey, string pem)
    {
        if (encryptedKey.Only("EncryptionMethod", XmlNames.Encryption) is not { } method
            || PaddingOf(method) is not { } padding
            || CipherValue(encryptedKey) is not { } cipher)
        {
            return null;
        }

        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.Decrypt(cipher, padding);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // OAEP of .NET uses one hash for the label and for MGF1, so that only pairs of the same kind can be opened.
    private static RSAEncryptionPadding? PaddingOf(XmlElement method)
    {
        var digest = method.Only("DigestMethod", XmlNames.Signature)?.Value("Algorithm") ?? XmlNames.Signature + "sha1";
        var hash = digest switch
        {
            XmlNames.Signature + "sha1" => "sha1",
            XmlNames.Encryption + "sha256" => "sha256",
            XmlNames.Encryption + "sha512" => "sha512",
            _ => null,
        };
        var mask = method.Value("Algorithm") switch
        {
            XmlNames.Encryption + "rsa-oaep-mgf1p" => "sha1",
            Enc11 + "rsa-oaep" => (method.Only("MGF", Enc11)?.Value("Algorithm") ?? Enc11 + "mgf1sha1").Replace(Enc11 + "mgf1", "", StringComparison.Ordinal),
            _ => null,
        };
        return hash is null || hash != mask ? null : hash switch
        {
            "sha1" => RSAEncryptionPadding.OaepSHA1,
            "sha256" => RSAEncryptionPadding.OaepSHA256,
            _ => RSAEncryptionPadding.OaepSHA512,
        };
    }

    private static string? OpenData(string algorithm, byte[] key, byte[] cipher)
    {
        try
        {
            var plain = algorithm switch
            {
                Enc11 + "aes128-gcm" when key.Length == 16 => OpenGcm(key, cipher),
                Enc11 + "aes192-gcm" when key.Length == 24 => OpenGcm(key, cipher),
                Enc11 + "aes256-gcm" when key.Length == 32 => OpenGcm(key, cipher),
                XmlNames.Encryption + "aes128-cbc" when key.Length == 16 => OpenCbc(key, cipher),
                XmlNames.Encryption + "aes192-cbc" when key.Length == 24 => OpenCbc(key, cipher),
                XmlNames.Encryption + "aes256-cbc" when key.Length == 32 => OpenCbc(key, cipher),
                _ => null,
            };
            return plain is null ? null : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(plain);
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[]? OpenGcm(byte[] key, byte[] cipher)
    {
        if (cipher.Length < GcmNonceBytes + GcmTagBytes)
        {
            return null;
        }

        var plain = new byte[cipher.Length - GcmNonceBytes - GcmTagBytes];
        using var aes = new AesGcm(key, GcmTagBytes);
        aes.Decrypt(cipher.AsSpan(0, GcmNonceBytes), cipher.AsSpan(GcmNonceBytes, plain.Length), cipher.AsSpan(cipher.Length - GcmTagBytes), plain);
        return plain;
    }

    // XML Encryption pads to a whole block; only the last byte counts.
    private static byte[]? OpenCbc(byte[] key, byte[] cipher)
    {
        if (cipher.Length < 2 * AesBlockBytes || cipher.Length % AesBlockBytes != 0)
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(cipher.AsSpan(AesBlockBytes), cipher.AsSpan(0, AesBlockBytes), PaddingMode.None);
        return plain[^1] is > 0 and <= AesBlockBytes ? plain[..^plain[^1]] : null;
    }
}
