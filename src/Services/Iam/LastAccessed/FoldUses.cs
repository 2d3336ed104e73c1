using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Writes what was used into records: every few minutes while calls come, seldom while none do.</summary>
internal sealed class FoldUses(LastUses uses) : ITimerHandler
{
    /// <summary>The kind of the timer; there is one for the whole server.</summary>
    public const string TimerKind = "iam/usage-fold";

    /// <summary>How long after a fold that wrote something the next one is due.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(5);

    // AWS tells of a use within four hours; a clock that is turned by a year must not stop too often.
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(4);

    private static readonly TimeSpan s_breath = TimeSpan.FromSeconds(1);

    // A call is noted a little after the instant that it has.
    private static readonly TimeSpan s_underWay = TimeSpan.FromMinutes(1);

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var (isComplete, hasWritten) = await uses.FoldAsync(step.Transaction, cancellationToken);
        var pause = s_breath;
        if (isComplete)
        {
            var last = await step.Transaction.FindAsync<UsageFold>(UsageFold.OnlyKey, cancellationToken);
            pause = hasWritten || last is null ? ShortestPause : Min(2 * last.Next, s_longestPause);
            step.Transaction.Put(last, new() { At = step.Now - s_underWay, Next = pause });
        }

        step.Transaction.Arm(timer with { Due = step.Now + pause });
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
