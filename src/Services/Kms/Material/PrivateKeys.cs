using System.Security.Cryptography;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Material;

/// <summary>The private halves of key pairs, as PKCS #8.</summary>
/// <remarks>The algorithms of .NET are not for several threads at once, so each use has its own; to read a key costs little beside using it.</remarks>
internal static class PrivateKeys
{
    /// <summary>Makes a pair.</summary>
    public static byte[] Generate(KeySpecs spec)
    {
        if (spec.Curve is { } curve)
        {
            using var pair = ECDsa.Create(ECCurve.CreateFromValue(curve));
            return pair.ExportPkcs8PrivateKey();
        }

        using var rsa = RSA.Create(spec.ModulusBits);
        return rsa.ExportPkcs8PrivateKey();
    }

    /// <summary>Gives the public half, as SubjectPublicKeyInfo.</summary>
    public static byte[] PublicHalf(KeySpecs spec, ReadOnlySpan<byte> privateKey)
    {
        if (spec.Curve is not null)
        {
            using var pair = EllipticCurve(privateKey);
            return pair.ExportSubjectPublicKeyInfo();
        }

        using var rsa = Rsa(privateKey);
        return rsa.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Says whether imported bytes are the private half of a pair of a kind.</summary>
    public static bool Fits(KeySpecs spec, ReadOnlySpan<byte> privateKey)
    {
        try
        {
            if (spec.Curve is { } curve)
            {
                using var pair = EllipticCurve(privateKey);
                return pair.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == curve;
            }

            using var rsa = Rsa(privateKey);
            return rsa.KeySize == spec.ModulusBits;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Opens an RSA pair.</summary>
    public static RSA Rsa(ReadOnlySpan<byte> privateKey)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(privateKey, out _);
        return rsa;
    }

    /// <summary>Opens a pair on an elliptic curve.</summary>
    public static ECDsa EllipticCurve(ReadOnlySpan<byte> privateKey)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(privateKey, out _);
        return pair;
    }
}
