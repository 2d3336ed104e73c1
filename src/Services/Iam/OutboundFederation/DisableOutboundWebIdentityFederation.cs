using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>Ends the issue of tokens; those that were issued stay good until they expire, and the keys stay published.</summary>
internal sealed class DisableOutboundWebIdentityFederation
    : IOperation<DisableOutboundWebIdentityFederationRequest, DisableOutboundWebIdentityFederationResponse>
{
    public ValueTask<Target> TargetAsync(DisableOutboundWebIdentityFederationRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<DisableOutboundWebIdentityFederationResponse> ExecuteAsync(
        DisableOutboundWebIdentityFederationRequest request, Call call, CancellationToken cancellationToken)
    {
        var issuer = await call.EnabledIssuerAsync(cancellationToken);
        call.Transaction.Replace(issuer, issuer with { IsEnabled = false });
        call.Transaction.Disarm(OutboundKeyRing.TimerKind, call.Account.Value);
        return new();
    }
}
