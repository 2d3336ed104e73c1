using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

/// <summary>A world with an identity provider whose metadata tests upload.</summary>
public abstract class SamlProviderTests : IamTests
{
    /// <summary>The ARN of the provider that is given.</summary>
    protected const string CorpArn = "arn:aws:iam::111122223333:saml-provider/corp";

    /// <summary>The ARN of one that is not there.</summary>
    protected const string NoneArn = "arn:aws:iam::111122223333:saml-provider/none";

    /// <summary>What is said of one that is not there.</summary>
    protected const string Missing = "Manifest not found for arn arn:aws:iam::111122223333:saml-provider/none";

    /// <summary>A key that assertions may be encrypted to.</summary>
    private protected static readonly string PrivateKey = MakeKey();

    protected SamlIdentityProvider Idp { get; } = SamlIdentityProvider.WithEllipticCurve();

    /// <summary>Creates the provider <c>corp</c>.</summary>
    private protected Task<CreateSAMLProviderResponse> CreateAsync(CreateSAMLProviderRequest? request = null)
        => World.CallAsync(
            new CreateSAMLProvider(World.Sealer, Quotas), request ?? new() { Name = "corp", SAMLMetadataDocument = Idp.Metadata() });

    /// <summary>Updates a provider.</summary>
    private protected Task<UpdateSAMLProviderResponse> UpdateAsync(UpdateSAMLProviderRequest request)
        => World.CallAsync(new UpdateSAMLProvider(World.Sealer), request);

    /// <summary>Gives a provider.</summary>
    private protected Task<GetSAMLProviderResponse> GetAsync(string arn = CorpArn)
        => World.CallAsync(new GetSAMLProvider(), new() { SAMLProviderArn = arn });

    private static string MakeKey()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2_048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
