using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Holdfast.Conformance.Tests;

/// <summary>The keys and certificates that a stack reads from files: made for one run, good for a month.</summary>
internal static class Materials
{
    private const int KeyBits = 2048;
    private static readonly TimeSpan s_life = TimeSpan.FromDays(30);

    /// <summary>Writes them all into a folder.</summary>
    public static void WriteTo(string folder, DateTimeOffset now)
    {
        using var authorityKey = RSA.Create(KeyBits);
        using var authority = SelfSigned("CN=Test authority", authorityKey, now);
        using var serverKey = RSA.Create(KeyBits);
        using var server = RequestOf("CN=www.example.com", serverKey, isAuthority: false)
            .Create(authority, now.AddDays(-1), now + s_life - TimeSpan.FromDays(2), RandomNumberGenerator.GetBytes(16));
        using var personKey = RSA.Create(KeyBits);
        using var person = SelfSigned("CN=Ada", personKey, now);

        Write("authority.pem", authority.ExportCertificatePem() + "\n");
        Write("server.pem", server.ExportCertificatePem() + "\n");
        Write("server.key", serverKey.ExportPkcs8PrivateKeyPem() + "\n");
        Write("signing.pem", person.ExportCertificatePem() + "\n");
        Write("id_rsa.pub", SshKeyOf(personKey) + " ada@example.com\n");
        Write("id_rsa.pem", serverKey.ExportSubjectPublicKeyInfoPem() + "\n");
        Write("saml-blue.xml", MetadataOf("blue", person, now));
        Write("saml-green.xml", MetadataOf("green", person, now));

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static X509Certificate2 SelfSigned(string subject, RSA key, DateTimeOffset now)
        => RequestOf(subject, key, isAuthority: true).CreateSelfSigned(now.AddDays(-1), now + s_life);

    private static CertificateRequest RequestOf(string subject, RSA key, bool isAuthority)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }

    // The format of authorized_keys, RFC 4253: each part led by its length.
    private static string SshKeyOf(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        byte[] blob = [.. Part(Encoding.ASCII.GetBytes("ssh-rsa")), .. Part(parameters.Exponent!), .. Part([0, .. parameters.Modulus!])];
        return $"ssh-rsa {Convert.ToBase64String(blob)}";

        static byte[] Part(byte[] bytes) => [0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }

    private static string MetadataOf(string name, X509Certificate2 certificate, DateTimeOffset now)
    {
        var until = (now + s_life).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var key = Convert.ToBase64String(certificate.RawData);
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/{name}" validUntil="{until}">
              <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                <md:KeyDescriptor use="signing">
                  <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{key}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
                </md:KeyDescriptor>
                <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/{name}/sso"/>
              </md:IDPSSODescriptor>
            </md:EntityDescriptor>

            """;
    }
}
