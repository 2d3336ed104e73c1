using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Puts a new list of thumbprints in the place of a provider's.</summary>
internal sealed class UpdateOpenIDConnectProviderThumbprint
    : IOperation<UpdateOpenIDConnectProviderThumbprintRequest, UpdateOpenIDConnectProviderThumbprintResponse>
{
    public ValueTask<Target> TargetAsync(
        UpdateOpenIDConnectProviderThumbprintRequest request, Call call, CancellationToken cancellationToken)
        => call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken);

    public async ValueTask<UpdateOpenIDConnectProviderThumbprintResponse> ExecuteAsync(
        UpdateOpenIDConnectProviderThumbprintRequest request, Call call, CancellationToken cancellationToken)
    {
        var thumbprints = WebProviderRules.ReadThumbprints(request.ThumbprintList);
        var provider = await call.WebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        call.Transaction.Replace(provider, provider with { Thumbprints = thumbprints });
        return new();
    }
}
