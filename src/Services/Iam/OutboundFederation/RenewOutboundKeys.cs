using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>Renews the keys that an account signs web identity tokens with, once a period.</summary>
internal sealed class RenewOutboundKeys(ISecretSealer sealer) : ITimerHandler
{
    /// <inheritdoc/>
    public string Kind => OutboundKeyRing.TimerKind;

    /// <inheritdoc/>
    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        // One that issues no tokens keeps the keys that it has, until it does again.
        if (await step.Transaction.FindAsync<OutboundIssuer>(timer.Key, cancellationToken) is { IsEnabled: true } issuer)
        {
            await OutboundKeyRing.RenewAsync(step.Transaction, issuer.Account, step.Now, step.Ids, sealer, cancellationToken);
        }
    }
}
