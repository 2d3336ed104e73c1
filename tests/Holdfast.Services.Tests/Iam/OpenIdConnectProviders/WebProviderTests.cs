using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

/// <summary>A world with a source of keys, in which tests make OIDC providers.</summary>
public abstract class WebProviderTests : IamTests
{
    /// <summary>The URL of the provider that is given.</summary>
    protected const string Url = "https://tokens.example.com/realm";

    /// <summary>Its ARN.</summary>
    protected const string Arn = "arn:aws:iam::111122223333:oidc-provider/tokens.example.com/realm";

    /// <summary>The ARN of one that is not there.</summary>
    protected const string NoneArn = "arn:aws:iam::111122223333:oidc-provider/none.example.com";

    /// <summary>What is said of one that is not there.</summary>
    protected const string Missing = "OpenIDConnect Provider not found for arn arn:aws:iam::111122223333:oidc-provider/none.example.com";

    /// <summary>A thumbprint.</summary>
    protected const string Thumbprint = "cf23df2207d99a74fbe169e3eba035e633b65d94";

    protected GivenKeySource Keys { get; } = new();

    /// <summary>Creates a provider.</summary>
    private protected Task<CreateOpenIDConnectProviderResponse> CreateAsync(CreateOpenIDConnectProviderRequest? request = null)
        => World.CallAsync(
            new CreateOpenIDConnectProvider(Keys, new OutboundIssuers(World.Sealer, World.Clock), Quotas),
            request ?? new() { Url = Url, ClientIDList = ["my-app"], ThumbprintList = [Thumbprint] });

    /// <summary>Gives a provider.</summary>
    private protected Task<GetOpenIDConnectProviderResponse> GetAsync(string arn = Arn)
        => World.CallAsync(new GetOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = arn });
}
