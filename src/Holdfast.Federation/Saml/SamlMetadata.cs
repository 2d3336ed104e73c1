using System.Globalization;
using System.Xml;
using Holdfast.Federation.Xml;

namespace Holdfast.Federation.Saml;

/// <summary>What the metadata document of a SAML identity provider says.</summary>
/// <param name="EntityId">The provider's name for itself, which its assertions bear as issuer.</param>
/// <param name="SigningCertificates">The certificates that it signs with, DER in base 64.</param>
/// <param name="ValidUntil">Until when the document holds; null when it does not say.</param>
public sealed record SamlMetadata(string EntityId, IReadOnlyList<string> SigningCertificates, DateTimeOffset? ValidUntil)
{
    /// <summary>Characters of a document.</summary>
    public const int CharactersMax = 10_000_000;

    /// <summary>Certificates of a provider.</summary>
    public const int CertificatesMax = 32;

    private const string Saml2 = "urn:oasis:names:tc:SAML:2.0:protocol";
    private const int ElementsMax = 100_000;

    /// <summary>Reads a document; null when it is not the metadata of one identity provider that signs with certificates.</summary>
    public static SamlMetadata? TryParse(string document)
    {
        if (SafeXml.TryRead(document, CharactersMax, ElementsMax)?.DocumentElement is not { } root
            || EntityOf(root) is not { } entity
            || entity.Value("entityID") is not { Length: > 0 } entityId
            || entity.Children("IDPSSODescriptor", XmlNames.Metadata).FirstOrDefault(Speaks) is not { } descriptor
            || CertificatesOf(descriptor) is not { Count: > 0 } certificates)
        {
            return null;
        }

        DateTimeOffset? validUntil = null;
        foreach (var element in new[] { root, entity, descriptor })
        {
            if (element.Value("validUntil") is { } text)
            {
                if (!TryReadInstant(text, out var instant))
                {
                    return null;
                }

                validUntil = validUntil is { } earlier && earlier < instant ? earlier : instant;
            }
        }

        return new(entityId, certificates, validUntil);
    }

    /// <summary>Reads an instant as SAML writes it.</summary>
    internal static bool TryReadInstant(string text, out DateTimeOffset instant)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    // Some providers wrap the one entity in a list.
    private static XmlElement? EntityOf(XmlElement root) => root.NamespaceURI != XmlNames.Metadata ? null : root.LocalName switch
    {
        "EntityDescriptor" => root,
        "EntitiesDescriptor" => root.Only("EntityDescriptor", XmlNames.Metadata),
        _ => null,
    };

    private static bool Speaks(XmlElement descriptor)
        => (descriptor.Value("protocolSupportEnumeration") ?? "").Split(' ').Contains(Saml2, StringComparer.Ordinal);

    // A key without a use is for both signing and encryption. One certificate that cannot be read spoils the document.
    private static List<string>? CertificatesOf(XmlElement descriptor)
    {
        var certificates = new List<string>();
        var texts = descriptor.Children("KeyDescriptor", XmlNames.Metadata)
            .Where(key => key.Value("use") is null or "signing")
            .SelectMany(key => key.Children("KeyInfo", XmlNames.Signature))
            .SelectMany(info => info.Children("X509Data", XmlNames.Signature))
            .SelectMany(data => data.Children("X509Certificate", XmlNames.Signature));
        foreach (var text in texts)
        {
            var base64 = string.Concat(text.InnerText.Where(character => !char.IsWhiteSpace(character)));
            using var certificate = SamlCertificates.TryLoad(base64);
            if (certificate is null || certificates.Count == CertificatesMax)
            {
                return null;
            }

            certificates.Add(base64);
        }

        return certificates;
    }
}
