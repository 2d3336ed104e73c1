using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>Arms the timer that trims the event history of an account when the account is made.</summary>
internal sealed class BeginEventHistory : IFollower
{
    /// <summary>The collection that accounts are kept in; it belongs to another service, of which the feed is all that is seen here.</summary>
    private const string Accounts = "iam/accounts";

    public string Name => "cloudtrail/event-history";

    public IReadOnlyCollection<string> Collections { get; } = [Accounts];

    public ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken)
    {
        if (change.BeforeJson.IsEmpty)
        {
            step.Transaction.Arm(new ArmedTimer(TrimEventHistory.TimerKind, change.Key, step.Now + TrimEventHistory.Period));
        }

        return ValueTask.CompletedTask;
    }
}
