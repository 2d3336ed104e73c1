using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Forgets a query and its answer, seven days after it was started.</summary>
internal sealed class ForgetQuery : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the query's.</summary>
    public const string TimerKind = "cloudtrail/query";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<LakeQuery>(timer.Key, cancellationToken) is not { } query)
        {
            return;
        }

        step.Transaction.Delete(query);
        if (await step.Transaction.FindAsync<PendingQuery>(timer.Key, cancellationToken) is { } pending)
        {
            step.Transaction.Delete(pending);
        }

        if (query.Answer is { } answer)
        {
            step.Transaction.Arm(new ArmedTimer(RemoveFile.TimerKind, answer.Name, step.Now + LakeFiles.Grace));
        }
    }
}
