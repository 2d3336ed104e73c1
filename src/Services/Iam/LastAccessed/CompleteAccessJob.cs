using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Makes a report that was asked for, and drops it after a week.</summary>
internal sealed class CompleteAccessJob(LastUses uses) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is that of the report.</summary>
    public const string TimerKind = "iam/access-jobs";

    /// <summary>How long a report is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly AccessReport _report = new(uses);

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<AccessJob>(timer.Key, cancellationToken) is not { } job)
        {
            return;
        }

        if (job.CompletionDate is not null)
        {
            step.Transaction.Delete(job);
            return;
        }

        var entity = await AccessedEntity.FindAsync(step.Transaction, job.Account, job.EntityArn, cancellationToken);
        step.Transaction.Replace(job, job with
        {
            CompletionDate = step.Now.ToTheSecond(),
            Services = entity is null
                ? null
                : await _report.MakeAsync(
                    step.Transaction, entity, job.Granularity == AccessAdvisorUsageGranularityType.ActionLevel, step.Now, cancellationToken),
        });
        step.Transaction.Arm(timer with { Due = step.Now + Kept });
    }
}
