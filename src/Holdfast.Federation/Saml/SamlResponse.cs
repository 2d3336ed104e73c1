using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using Holdfast.Federation.Xml;

namespace Holdfast.Federation.Saml;

/// <summary>Verifies the response of a SAML identity provider and takes its one assertion out, reading nothing that is not signed.</summary>
/// <remarks>"Assertions and Protocols" and "Profiles for SAML 2.0", section 4.1.4; the sentences are those of "Troubleshoot SAML federation with IAM".</remarks>
public static class SamlResponse
{
    /// <summary>How long after its issue an assertion may be presented.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);

    private const int CharactersMax = 100_000;
    private const int ElementsMax = 5_000;
    private const string Success = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    // The clock of a provider may be ahead by so much.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Verifies a response.</summary>
    /// <param name="encoded">The response, in base 64.</param>
    /// <param name="trust">What it is measured by.</param>
    /// <param name="now">The instant.</param>
    /// <exception cref="TokenRefusedException">It is not good; the message says why.</exception>
    public static SamlAssertion Verify(string encoded, SamlTrust trust, DateTimeOffset now)
    {
        var response = Read(encoded);
        CheckStatus(response);
        var certificates = trust.Certificates.Select(SamlCertificates.TryLoad).OfType<X509Certificate2>().ToList();
        try
        {
            return Take(SignedAssertion(response, trust, certificates), trust, now);
        }
        finally
        {
            certificates.ForEach(certificate => certificate.Dispose());
        }
    }

    private static XmlElement Read(string encoded)
    {
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(encoded));
        }
        catch (Exception bad) when (bad is FormatException or ArgumentException)
        {
            throw TokenRefusedException.Invalid("Invalid base64 SAMLResponse");
        }

        return SafeXml.TryRead(text.TrimStart('\uFEFF'), CharactersMax, ElementsMax)?.DocumentElement is
        { LocalName: "Response", NamespaceURI: XmlNames.Protocol } root && HasUniqueIds(root)
            ? root
            : throw TokenRefusedException.Invalid("Could not parse SAML response");
    }

    // Two elements of one ID are how a signature over one is passed off as one over the other.
    private static bool HasUniqueIds(XmlElement root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in root.Tree())
        {
            foreach (XmlAttribute attribute in element.Attributes)
            {
                if (attribute.LocalName.Equals("id", StringComparison.OrdinalIgnoreCase) && !seen.Add(attribute.Value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void CheckStatus(XmlElement response)
    {
        if (response.Only("Status", XmlNames.Protocol)?.Only("StatusCode", XmlNames.Protocol)?.Value("Value") != Success)
        {
            throw new TokenRefusedException(TokenFault.Rejected, "The identity provider reported that authentication failed");
        }
    }

    // The response may be signed, or the assertion in it, or both; what is signed badly is refused even if the other is signed well.
    private static XmlElement SignedAssertion(XmlElement response, SamlTrust trust, IReadOnlyList<X509Certificate2> certificates)
    {
        var isResponseSigned = XmlSignature.IsPresent(response);
        if (isResponseSigned && !XmlSignature.Verify(response, certificates))
        {
            throw BadSignature();
        }

        var assertion = OnlyAssertion(response, trust);
        var isAssertionSigned = XmlSignature.IsPresent(assertion);
        return (isAssertionSigned && !XmlSignature.Verify(assertion, certificates)) || (!isAssertionSigned && !isResponseSigned)
            ? throw BadSignature()
            : assertion;
    }

    private static TokenRefusedException BadSignature() => TokenRefusedException.Invalid("Response signature invalid");

    private static XmlElement OnlyAssertion(XmlElement response, SamlTrust trust)
    {
        XmlElement[] plain = [.. response.Tree().Where(element => element is { LocalName: "Assertion", NamespaceURI: XmlNames.Saml })];
        XmlElement[] sealedOnes = [.. response.Tree().Where(element => element is { LocalName: "EncryptedAssertion", NamespaceURI: XmlNames.Saml })];
        return (plain, sealedOnes) switch
        {
            ([var one], []) when ReferenceEquals(one.ParentNode, response) => !trust.IsEncryptionRequired
                ? one
                : throw TokenRefusedException.Invalid("The assertion must be encrypted"),
            ([], [var one]) when ReferenceEquals(one.ParentNode, response) => Open(one, trust),
            _ => throw TokenRefusedException.Invalid("The response must hold exactly one assertion"),
        };
    }

    private static XmlElement Open(XmlElement encrypted, SamlTrust trust)
        => XmlDecryption.TryOpen(encrypted, trust.PrivateKeys) is { } content
            && SafeXml.TryRead(content, CharactersMax, ElementsMax)?.DocumentElement is
            { LocalName: "Assertion", NamespaceURI: XmlNames.Saml } assertion
            && HasUniqueIds(assertion)
            && !assertion.Tree().Skip(1).Any(element => element is { LocalName: "Assertion" or "EncryptedAssertion", NamespaceURI: XmlNames.Saml })
                ? assertion
                : throw TokenRefusedException.Invalid("The encrypted assertion could not be decrypted");

    private static SamlAssertion Take(XmlElement assertion, SamlTrust trust, DateTimeOffset now)
    {
        var issuer = assertion.Only("Issuer", XmlNames.Saml)?.InnerText.Trim();
        if (issuer != trust.EntityId)
        {
            throw TokenRefusedException.Invalid("Issuer not present in specified provider");
        }

        CheckAge(assertion, now);
        CheckConditions(assertion, trust, now);
        var subject = assertion.Only("Subject", XmlNames.Saml) ?? throw Lacks("Subject");
        var name = subject.Only("NameID", XmlNames.Saml) ?? throw Lacks("NameID");
        var (recipient, expiresAt) = Confirmation(subject, trust, now);
        return new()
        {
            Id = assertion.Value("ID") is { Length: > 0 } id ? id : throw Lacks("ID"),
            Issuer = issuer,
            Subject = name.InnerText.Trim() is { Length: > 0 } text ? text : throw Lacks("NameID"),
            SubjectFormat = name.Value("Format"),
            Recipient = recipient,
            ExpiresAt = expiresAt,
            SessionEndsAt = SessionEnd(assertion),
            Attributes = [.. AttributesOf(assertion)],
        };
    }

    private static TokenRefusedException Lacks(string what) => TokenRefusedException.Invalid($"{what} is required in AuthnResponse");

    private static void CheckAge(XmlElement assertion, DateTimeOffset now)
    {
        var issuedAt = Instant(assertion, "IssueInstant") ?? throw Lacks("IssueInstant");
        if (now - issuedAt > AgeMax)
        {
            throw new TokenRefusedException(TokenFault.Expired, "Token must be redeemed within 5 minutes of issuance");
        }

        if (issuedAt - now > Skew)
        {
            throw TokenRefusedException.Invalid("The assertion was issued in the future");
        }
    }

    private static void CheckConditions(XmlElement assertion, SamlTrust trust, DateTimeOffset now)
    {
        var conditions = assertion.Only("Conditions", XmlNames.Saml) ?? throw Lacks("Conditions");
        CheckWindow(conditions, now);
        XmlElement[] restrictions = [.. conditions.Children("AudienceRestriction", XmlNames.Saml)];

        // Each restriction must be met; the audiences of one are alternatives.
        if (restrictions is [] || !Array.TrueForAll(
            restrictions, restriction => restriction.Children("Audience", XmlNames.Saml).Any(audience => trust.IsAudience(audience.InnerText.Trim()))))
        {
            throw TokenRefusedException.Invalid("Response does not contain the required audience.");
        }
    }

    private static void CheckWindow(XmlElement element, DateTimeOffset now)
    {
        if (Instant(element, "NotBefore") is { } notBefore && notBefore - now > Skew)
        {
            throw TokenRefusedException.Invalid("The assertion is not valid yet");
        }

        if (Instant(element, "NotOnOrAfter") is { } end && now >= end)
        {
            throw new TokenRefusedException(TokenFault.Expired, "The SAML assertion has expired");
        }
    }

    private static (string Recipient, DateTimeOffset ExpiresAt) Confirmation(XmlElement subject, SamlTrust trust, DateTimeOffset now)
    {
        var data = subject.Children("SubjectConfirmation", XmlNames.Saml)
            .Where(confirmation => confirmation.Value("Method") == Bearer)
            .Select(confirmation => confirmation.Only("SubjectConfirmationData", XmlNames.Saml))
            .OfType<XmlElement>()
            .FirstOrDefault() ?? throw Lacks("SubjectConfirmationData");
        if (data.Value("Recipient") is not { } recipient || !trust.IsRecipient(recipient))
        {
            throw TokenRefusedException.Invalid("Response does not contain the required recipient.");
        }

        CheckWindow(data, now);
        return (recipient, Instant(data, "NotOnOrAfter") ?? throw Lacks("NotOnOrAfter"));
    }

    private static DateTimeOffset? SessionEnd(XmlElement assertion)
        => assertion.Only("AuthnStatement", XmlNames.Saml) is { } statement ? Instant(statement, "SessionNotOnOrAfter") : null;

    private static IEnumerable<(string Name, IReadOnlyList<string> Values)> AttributesOf(XmlElement assertion)
        => assertion.Children("AttributeStatement", XmlNames.Saml)
            .SelectMany(statement => statement.Children("Attribute", XmlNames.Saml))
            .Select(attribute => (
                attribute.Value("Name") ?? "",
                (IReadOnlyList<string>)[.. attribute.Children("AttributeValue", XmlNames.Saml).Select(value => value.InnerText.Trim())]));

    private static DateTimeOffset? Instant(XmlElement element, string attribute)
        => element.Value(attribute) is not { } text ? null
            : SamlMetadata.TryReadInstant(text, out var instant) ? instant
            : throw TokenRefusedException.Invalid($"{attribute} is not an instant");
}
