using System.Security.Cryptography;

namespace Holdfast.Federation.Tokens;

/// <summary>An algorithm that tokens may be signed with (RFC 7518): the asymmetric ones, and no others.</summary>
/// <param name="Name">The name in the header, such as <c>RS256</c>.</param>
/// <param name="Hash">The hash.</param>
/// <param name="Padding">The padding of RSA; null for elliptic curves.</param>
/// <param name="CurveBytes">The size of the curve's field; null for RSA.</param>
public sealed record SignatureAlgorithm(string Name, HashAlgorithmName Hash, RSASignaturePadding? Padding, int? CurveBytes)
{
    private static readonly SignatureAlgorithm[] All =
    [
        new("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, null),
        new("RS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1, null),
        new("RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1, null),
        new("PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss, null),
        new("PS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pss, null),
        new("PS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pss, null),
        new("ES256", HashAlgorithmName.SHA256, null, 32),
        new("ES384", HashAlgorithmName.SHA384, null, 48),
        new("ES512", HashAlgorithmName.SHA512, null, 66),
    ];

    /// <summary>Finds an algorithm; null for <c>none</c>, for those with a shared secret, and for all that are not known.</summary>
    public static SignatureAlgorithm? Find(string name) => Array.Find(All, algorithm => algorithm.Name == name);
}
