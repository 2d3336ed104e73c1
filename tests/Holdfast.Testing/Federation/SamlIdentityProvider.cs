using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace Holdfast.Testing.Federation;

/// <summary>A SAML identity provider in the process of a test, with a key and a certificate of its own, which signs with the framework's canonicalization.</summary>
public sealed class SamlIdentityProvider : IDisposable
{
    private const string Saml = "urn:oasis:names:tc:SAML:2.0:assertion";
    private const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;

    private SamlIdentityProvider(RSA? rsa, ECDsa? ecdsa)
    {
        _rsa = rsa;
        _ecdsa = ecdsa;
        var request = rsa is not null
            ? new CertificateRequest("CN=idp.example.com", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=idp.example.com", ecdsa!, HashAlgorithmName.SHA256);
        Certificate = request.CreateSelfSigned(new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>Its name for itself.</summary>
    public string EntityId { get; init; } = "https://idp.example.com/saml";

    /// <summary>Its certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Makes one that signs with RSA.</summary>
    public static SamlIdentityProvider WithRsa() => new(RSA.Create(2_048), null);

    /// <summary>Makes one that signs with ECDSA over P-256.</summary>
    public static SamlIdentityProvider WithEllipticCurve() => new(null, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Writes its metadata.</summary>
    public string Metadata(DateTimeOffset? validUntil = null) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- {new string('-', 1_000).Replace("--", "- ", StringComparison.Ordinal)} -->
        <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{EntityId}"{(validUntil is { } end ? $" validUntil=\"{Instant(end)}\"" : "")}>
          <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="false">
            <md:KeyDescriptor use="signing">
              <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
                <ds:X509Data>
                  <ds:X509Certificate>
                    {Convert.ToBase64String(Certificate.RawData, Base64FormattingOptions.InsertLineBreaks)}
                  </ds:X509Certificate>
                </ds:X509Data>
              </ds:KeyInfo>
            </md:KeyDescriptor>
            <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
          </md:IDPSSODescriptor>
        </md:EntityDescriptor>
        """;

    /// <summary>Writes an assertion without a signature.</summary>
    public string Assertion(SamlStatement statement) =>
        $"""
        <saml:Assertion xmlns:saml="{Saml}" xmlns:unused="urn:unused" ID="{statement.Id}" Version="2.0" IssueInstant="{Instant(statement.IssuedAt)}">
          <saml:Issuer>{statement.Issuer ?? EntityId}</saml:Issuer>
          <saml:Subject>
            <saml:NameID{(statement.Format is { } format ? $" Format=\"{format}\"" : "")}>{statement.Subject}</saml:NameID>
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
              <saml:SubjectConfirmationData NotOnOrAfter="{Instant(statement.ExpiresAt)}" Recipient="{statement.Recipient}"/>
            </saml:SubjectConfirmation>
          </saml:Subject>
          <saml:Conditions NotBefore="{Instant(statement.NotBefore ?? statement.IssuedAt)}" NotOnOrAfter="{Instant(statement.ExpiresAt)}">
            <saml:AudienceRestriction><saml:Audience>{statement.Audience}</saml:Audience></saml:AudienceRestriction>
          </saml:Conditions>
          <saml:AuthnStatement AuthnInstant="{Instant(statement.IssuedAt)}"{(statement.SessionEndsAt is { } end ? $" SessionNotOnOrAfter=\"{Instant(end)}\"" : "")}/>
          <saml:AttributeStatement>{string.Concat(statement.Attributes.Select(AttributeOf))}</saml:AttributeStatement>
        </saml:Assertion>
        """;

    /// <summary>Puts content into a response.</summary>
    public static string Response(string content, string status = "urn:oasis:names:tc:SAML:2.0:status:Success") =>
        $"""
        <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="{Saml}" ID="_response" Version="2.0">
          <saml:Issuer>https://idp.example.com/saml</saml:Issuer>
          <samlp:Status><samlp:StatusCode Value="{status}"/></samlp:Status>
          {content}
        </samlp:Response>
        """;

    /// <summary>A response with an assertion that is signed, in base 64.</summary>
    public string SignIn(SamlStatement statement) => Encode(Response(Sign(Assertion(statement))));

    /// <summary>Puts XML into base 64.</summary>
    public static string Encode(string xml) => Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));

    /// <summary>Signs the root element of some XML, in its own place.</summary>
    public string Sign(string xml, string transforms = $"""<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="{Exclusive}"/>""")
    {
        var document = Load(xml);
        var root = document.DocumentElement!;
        var digest = Convert.ToBase64String(SHA256.HashData(Canonical(document)));
        var algorithm = _rsa is not null ? "rsa-sha256" : "ecdsa-sha256";
        var info =
            $"""<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="{Exclusive}"/>"""
            + $"""<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#{algorithm}"/>"""
            + $"""<ds:Reference URI="#{root.GetAttribute("ID")}"><ds:Transforms>{transforms}</ds:Transforms>"""
            + $"""<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>""";
        var signed = Canonical(Load(info));
        var value = _rsa?.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ?? _ecdsa!.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var signature = Load($"""<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">{info}<ds:SignatureValue>{Convert.ToBase64String(value)}</ds:SignatureValue></ds:Signature>""");
        root.InsertAfter(document.ImportNode(signature.DocumentElement!, deep: true), root.FirstChild);
        return document.OuterXml;
    }

    /// <summary>Encrypts XML to a public key, as XML Encryption with AES-256-CBC or -GCM under RSA-OAEP.</summary>
    public static string Encrypt(string xml, RSA recipient, bool isGcm = true)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var plain = Encoding.UTF8.GetBytes(xml);
        var cipher = isGcm ? SealGcm(key, plain) : SealCbc(key, plain);
        var algorithm = isGcm ? "http://www.w3.org/2009/xmlenc11#aes256-gcm" : "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
        var sealedKey = Convert.ToBase64String(recipient.Encrypt(key, RSAEncryptionPadding.OaepSHA1));
        return $"""<saml:EncryptedAssertion xmlns:saml="{Saml}"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">"""
            + $"""<xenc:EncryptionMethod Algorithm="{algorithm}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>"""
            + """<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"><ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/></xenc:EncryptionMethod>"""
            + $"""<xenc:CipherData><xenc:CipherValue>{sealedKey}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>"""
            + $"""<xenc:CipherData><xenc:CipherValue>{Convert.ToBase64String(cipher)}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>""";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rsa?.Dispose();
        _ecdsa?.Dispose();
        Certificate.Dispose();
    }

    private static byte[] SealGcm(byte[] key, byte[] plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        var (cipher, tag) = (new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(nonce, plain, cipher, tag);
        return [.. nonce, .. cipher, .. tag];
    }

    private static byte[] SealCbc(byte[] key, byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return [.. aes.IV, .. aes.EncryptCbc(plain, aes.IV, PaddingMode.ISO10126)];
    }

    private static string AttributeOf((string Name, string[] Values) attribute)
        => $"<saml:Attribute Name=\"{attribute.Name}\">{string.Concat(attribute.Values.Select(value => $"<saml:AttributeValue>{value}</saml:AttributeValue>"))}</saml:Attribute>";

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }

    private static byte[] Canonical(XmlDocument document)
    {
        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(document);
        using var output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }
}

/// <summary>What an assertion says.</summary>
public sealed record SamlStatement
{
    /// <summary>The id.</summary>
    public string Id { get; init; } = "_assertion";

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From when it holds; from its issue when null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Until when it can be presented.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt + Life;

    /// <summary>How long it can be presented.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The issuer; the provider itself when null.</summary>
    public string? Issuer { get; init; }

    /// <summary>The subject.</summary>
    public string Subject { get; init; } = "alice@example.com";

    /// <summary>The format of the subject's name.</summary>
    public string? Format { get; init; } = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

    /// <summary>Whom it is for.</summary>
    public string Audience { get; init; } = "https://signin.aws.amazon.com/saml";

    /// <summary>Where it is sent.</summary>
    public string Recipient { get; init; } = "https://signin.aws.amazon.com/saml";

    /// <summary>When a session of it ends.</summary>
    public DateTimeOffset? SessionEndsAt { get; init; }

    /// <summary>The attributes.</summary>
    public IReadOnlyList<(string Name, string[] Values)> Attributes { get; init; } = [];
}
