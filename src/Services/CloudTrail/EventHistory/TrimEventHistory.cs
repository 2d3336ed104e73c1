using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>Drops the recorded calls of an account that are older than ninety days, once a day.</summary>
internal sealed class TrimEventHistory : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the account.</summary>
    public const string TimerKind = "cloudtrail/event-history";

    /// <summary>How often a history is trimmed.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(1);

    public string Kind => TimerKind;

    public ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        step.Transaction.TrimStreams(AuditStream.PrefixOf(new AccountId(timer.Key)), step.Now - AuditStream.Retention);
        step.Transaction.TrimStreams(AuditStream.DataPrefixOf(new AccountId(timer.Key)), step.Now - AuditStream.DataRetention);
        step.Transaction.Arm(timer with { Due = timer.Due + Period });
        return ValueTask.CompletedTask;
    }
}
