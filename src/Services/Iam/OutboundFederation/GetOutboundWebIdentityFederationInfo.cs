using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>Tells the issuer that the account is.</summary>
internal sealed class GetOutboundWebIdentityFederationInfo
    : IOperation<GetOutboundWebIdentityFederationInfoRequest, GetOutboundWebIdentityFederationInfoResponse>
{
    public ValueTask<Target> TargetAsync(GetOutboundWebIdentityFederationInfoRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GetOutboundWebIdentityFederationInfoResponse> ExecuteAsync(
        GetOutboundWebIdentityFederationInfoRequest request, Call call, CancellationToken cancellationToken)
    {
        var issuer = await call.EnabledIssuerAsync(cancellationToken);
        return new() { IssuerIdentifier = issuer.Url, JwtVendingEnabled = issuer.IsEnabled };
    }
}
