namespace Holdfast.Kernel.Work;

/// <summary>How often a step failed, and when it is tried again.</summary>
internal sealed class BackOff
{
    /// <summary>A step that failed this often is parked: by then it was tried for two minutes.</summary>
    public const int MostAttempts = 8;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>The times it failed since it last succeeded.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried again; null when nothing failed.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>Whether it has to wait.</summary>
    public bool Waits(DateTimeOffset now) => RetryAt > now;

    /// <summary>Counts a failure, and says whether it was the last that is borne.</summary>
    public bool Fail(DateTimeOffset now)
    {
        Attempts++;
        var wait = s_first * Math.Pow(2, Math.Min(Attempts - 1, 16));
        RetryAt = now + (wait < s_longest ? wait : s_longest);
        return Attempts >= MostAttempts;
    }

    /// <summary>Forgets the failures.</summary>
    public void Clear() => (Attempts, RetryAt) = (0, null);
}
