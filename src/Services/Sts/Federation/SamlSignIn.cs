using Holdfast.Federation;
using Holdfast.Federation.Saml;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Verifies an assertion against the provider that it is said to come from, for this service as its audience.</summary>
/// <remarks>Audience and recipient are those of "Configure SAML assertions for the authentication response".</remarks>
internal static class SamlSignIn
{
    private const string PathOfAll = "/saml";
    private const string PathOfOne = "/saml/acs/";

    /// <summary>Verifies an assertion.</summary>
    /// <exception cref="ServiceException">It is not good; the error is one that the operation declares.</exception>
    public static SamlAssertion Verify(string encoded, SamlProviderFacts provider, Partition partition, DateTimeOffset now)
    {
        if (now >= provider.ValidUntil)
        {
            throw new InvalidIdentityTokenException("The metadata of the specified provider has expired.");
        }

        try
        {
            return SamlResponse.Verify(encoded, TrustOf(provider, partition), now);
        }
        catch (TokenRefusedException refused)
        {
            throw FederationFaults.Of(refused);
        }
    }

    private static SamlTrust TrustOf(SamlProviderFacts provider, Partition partition) => new()
    {
        EntityId = provider.EntityId,
        Certificates = provider.Certificates,
        IsAudience = audience => audience == UrnOf(partition) || IsOwnAddress(audience, provider, partition),
        IsRecipient = recipient => IsOwnAddress(recipient, provider, partition),
        IsEncryptionRequired = provider.IsEncryptionRequired,
        PrivateKeys = provider.PrivateKeys,
    };

    private static string UrnOf(Partition partition) => partition.Name switch
    {
        "aws-us-gov" => "urn:amazon:webservices:govcloud",
        "aws-cn" => "urn:amazon:webservices:cn-north-1",
        _ => "urn:amazon:webservices",
    };

    // https://signin.aws.amazon.com/saml, https://eu-west-1.signin.aws.amazon.com/saml, and either with the provider's own id behind /saml/acs/.
    private static bool IsOwnAddress(string address, SamlProviderFacts provider, Partition partition)
    {
        var host = partition.Name switch
        {
            "aws-us-gov" => "signin.amazonaws-us-gov.com",
            "aws-cn" => "signin.amazonaws.cn",
            _ => "signin.aws.amazon.com",
        };
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri is { Scheme: "https", IsDefaultPort: true, Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 }
            && (uri.Host == host || (uri.Host.EndsWith("." + host, StringComparison.Ordinal) && Region.TryParse(uri.Host[..^(host.Length + 1)], null, out _)))
            && (uri.AbsolutePath == PathOfAll || uri.AbsolutePath == PathOfOne + provider.Id);
    }
}
