using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.Sts.Federation;

namespace Holdfast.Services.Sts;

/// <summary>The Security Token Service: who calls, and credentials for a while.</summary>
public sealed partial class StsService : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies) => [new ForgetUsedAssertion()];
}
