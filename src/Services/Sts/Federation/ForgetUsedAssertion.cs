using Holdfast.Federation.Saml;
using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Forgets an assertion that can no longer be presented.</summary>
internal sealed class ForgetUsedAssertion : ITimerHandler
{
    /// <summary>The kind of its timers; their keys are those of the records.</summary>
    public const string TimerKind = "sts/used-assertions";

    /// <summary>How long an assertion is remembered: it is refused for its age before that, however far ahead its provider's clock was.</summary>
    public static readonly TimeSpan Memory = 2 * SamlResponse.AgeMax;

    /// <inheritdoc/>
    public string Kind => TimerKind;

    /// <inheritdoc/>
    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<UsedAssertion>(timer.Key, cancellationToken) is { } used)
        {
            step.Transaction.Delete(used);
        }
    }
}
