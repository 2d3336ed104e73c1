using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace Holdfast.Federation.Xml;

/// <summary>Verifies the enveloped signature of an element, in the one form that SAML asks for and in no other.</summary>
/// <remarks>
/// "Assertions and Protocols for SAML 2.0", section 5.4: one reference, to the ID of the element that encloses the signature; the enveloped-signature and
/// exclusive canonicalization transforms alone. Keys come from the provider's metadata; what the message itself says of keys is not looked at. SHA-1 is refused.
/// A signature elsewhere in the document, or over something else, is not found, so there is nothing to wrap.
/// </remarks>
internal static class XmlSignature
{
    private const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string ExclusiveWithComments = Exclusive + "WithComments";
    private const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string Enc = "http://www.w3.org/2001/04/xmlenc#";
    private const int PrefixesMax = 32;

    /// <summary>Says whether the element has a signature of its own, whether it is good or not.</summary>
    public static bool IsPresent(XmlElement element) => element.Children("Signature", XmlNames.Signature).Any();

    /// <summary>Says whether the element's own signature is good under one of the certificates.</summary>
    /// <param name="element">The element, whose ID no other element of the document has.</param>
    /// <param name="certificates">The certificates of the provider.</param>
    public static bool Verify(XmlElement element, IReadOnlyList<X509Certificate2> certificates)
    {
        if (element.Only("Signature", XmlNames.Signature) is not { } signature
            || signature.Only("SignedInfo", XmlNames.Signature) is not { } info
            || signature.Only("SignatureValue", XmlNames.Signature).Bytes() is not { } value
            || info.Only("CanonicalizationMethod", XmlNames.Signature) is not { } method
            || PrefixesOf(method) is not { } prefixes
            || info.Only("SignatureMethod", XmlNames.Signature)?.Value("Algorithm") is not { } algorithm
            || info.Only("Reference", XmlNames.Signature) is not { } reference
            || !IsDigestGood(element, signature, reference))
        {
            return false;
        }

        var signed = ExclusiveCanonicalizer.Write(info, without: null, prefixes);
        return certificates.Any(certificate => IsSignedBy(certificate, algorithm, signed, value));
    }

    private static bool IsDigestGood(XmlElement element, XmlElement signature, XmlElement reference)
    {
        if (element.Value("ID") is not { Length: > 0 } id
            || reference.Value("URI") != "#" + id
            || reference.Only("Transforms", XmlNames.Signature) is not { } transforms
            || PrefixesOfTransforms(transforms) is not { } prefixes
            || reference.Only("DigestMethod", XmlNames.Signature)?.Value("Algorithm") is not { } algorithm
            || reference.Only("DigestValue", XmlNames.Signature).Bytes() is not { } expected)
        {
            return false;
        }

        var canonical = ExclusiveCanonicalizer.Write(element, signature, prefixes);
        var digest = algorithm switch
        {
            Enc + "sha256" => SHA256.HashData(canonical),
            More + "sha384" => SHA384.HashData(canonical),
            Enc + "sha512" => SHA512.HashData(canonical),
            _ => null,
        };
        return digest is not null && CryptographicOperations.FixedTimeEquals(digest, expected);
    }

    // Exactly the two transforms, in their order.
    private static string[]? PrefixesOfTransforms(XmlElement transforms)
    {
        XmlElement[] all = [.. transforms.Children("Transform", XmlNames.Signature)];
        return all is [var enveloped, var canonical] && enveloped.Value("Algorithm") == Enveloped ? PrefixesOf(canonical) : null;
    }

    private static string[]? PrefixesOf(XmlElement method)
    {
        if (method.Value("Algorithm") is not (Exclusive or ExclusiveWithComments))
        {
            return null;
        }

        var list = method.Only("InclusiveNamespaces", Exclusive)?.Value("PrefixList") ?? "";
        var prefixes = list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return prefixes.Length <= PrefixesMax ? prefixes : null;
    }

    private static bool IsSignedBy(X509Certificate2 certificate, string algorithm, byte[] signed, byte[] value)
    {
        try
        {
            if (HashOf(algorithm, More + "rsa-") is { } rsaHash)
            {
                using var rsa = certificate.GetRSAPublicKey();
                return rsa is not null && rsa.VerifyData(signed, value, rsaHash, RSASignaturePadding.Pkcs1);
            }

            if (HashOf(algorithm, More + "ecdsa-") is { } hash)
            {
                using var ecdsa = certificate.GetECDsaPublicKey();
                return ecdsa is not null && ecdsa.VerifyData(signed, value, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }

            return false;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static HashAlgorithmName? HashOf(string algorithm, string family)
        => !algorithm.StartsWith(family, StringComparison.Ordinal) ? null : algorithm.AsSpan(family.Length) switch
        {
            "sha256" => HashAlgorithmName.SHA256,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            _ => null,
        };
}
