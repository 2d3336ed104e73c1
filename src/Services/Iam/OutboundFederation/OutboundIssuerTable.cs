using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>Finds the issuer that an account is, and owns the words for an account that is none.</summary>
internal static class OutboundIssuerTable
{
    /// <summary>Finds the issuer of the account.</summary>
    /// <exception cref="FeatureDisabledException">It issues no tokens.</exception>
    public static async ValueTask<OutboundIssuer> EnabledIssuerAsync(this Call call, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<OutboundIssuer>(call.Account.Value, cancellationToken) is { IsEnabled: true } issuer
            ? issuer
            : throw new FeatureDisabledException("Outbound web identity federation is currently disabled for this account.");
}
