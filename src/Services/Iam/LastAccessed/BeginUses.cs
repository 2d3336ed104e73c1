using Holdfast.Kernel.Work;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Arms the timer that folds uses when the first account is made.</summary>
internal sealed class BeginUses : IFollower
{
    public string Name => "iam/usage-begin";

    public IReadOnlyCollection<string> Collections { get; } = [IamAccount.Type.Collection];

    public async ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken)
    {
        if (change.BeforeJson.IsEmpty
            && await step.Transaction.FindAsync<UsageFold>(UsageFold.OnlyKey, cancellationToken) is null)
        {
            step.Transaction.Insert(new UsageFold { At = change.Cause.At ?? step.Now, Next = FoldUses.ShortestPause });
            step.Transaction.Arm(new ArmedTimer(FoldUses.TimerKind, UsageFold.OnlyKey, step.Now + FoldUses.ShortestPause));
        }
    }
}
