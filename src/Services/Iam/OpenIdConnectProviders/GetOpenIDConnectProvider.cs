using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Gives an OIDC provider; its URL is answered without the scheme, as IAM does.</summary>
internal sealed class GetOpenIDConnectProvider : IOperation<GetOpenIDConnectProviderRequest, GetOpenIDConnectProviderResponse>
{
    public ValueTask<Target> TargetAsync(GetOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
        => call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken);

    public async ValueTask<GetOpenIDConnectProviderResponse> ExecuteAsync(
        GetOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.WebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        return new()
        {
            Url = provider.Name,
            ClientIDList = provider.ClientIds,
            ThumbprintList = provider.Thumbprints,
            CreateDate = provider.CreateDate,
            Tags = provider.Tags.ToShapesOrNull(),
        };
    }
}
