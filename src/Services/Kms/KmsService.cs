using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.Kms.Effects;

namespace Holdfast.Services.Kms;

/// <summary>Key Management Service: keys whose material never leaves, and what is encrypted, signed and authenticated with them.</summary>
/// <remarks>Custom key stores have no operations here and answer 501: there is no HSM, and no key manager outside.</remarks>
public sealed partial class KmsService : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies)
    {
        var events = dependencies.Get<IServiceEvents>();
        return [new DeleteDueKey(events), new RotateDueKey(dependencies.Get<Material.KeyRing>(), events), new ExpireKeyMaterial(events)];
    }
}
