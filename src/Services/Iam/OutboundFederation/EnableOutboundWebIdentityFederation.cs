using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>Lets the principals of the account ask for tokens that others believe.</summary>
internal sealed class EnableOutboundWebIdentityFederation(ISecretSealer sealer)
    : IOperation<EnableOutboundWebIdentityFederationRequest, EnableOutboundWebIdentityFederationResponse>
{
    public ValueTask<Target> TargetAsync(EnableOutboundWebIdentityFederationRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<EnableOutboundWebIdentityFederationResponse> ExecuteAsync(
        EnableOutboundWebIdentityFederationRequest request, Call call, CancellationToken cancellationToken)
    {
        var issuer = await call.Transaction.FindAsync<OutboundIssuer>(call.Account.Value, cancellationToken);
        switch (issuer)
        {
            case { IsEnabled: true }:
                throw new FeatureEnabledException("Outbound web identity federation is already enabled for this account.");
            case null:
                issuer = new() { Account = call.Account, Id = call.Ids.NewGuid().ToString("D"), IsEnabled = true };
                call.Transaction.Insert(issuer);
                break;
            default:
                call.Transaction.Replace(issuer, issuer with { IsEnabled = true });
                break;
        }

        await OutboundKeyRing.RenewAsync(call.Transaction, call.Account, call.Now, call.Ids, sealer, cancellationToken);
        return new() { IssuerIdentifier = issuer.Url };
    }
}
