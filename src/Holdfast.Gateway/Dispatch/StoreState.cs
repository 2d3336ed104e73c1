namespace Holdfast.Gateway.Dispatch;

/// <summary>Remembers whether the store kept what it was given last.</summary>
internal sealed class StoreState
{
    private long _refusals;
    private volatile bool _isFailing;

    /// <summary>Whether the last commit was refused by the disk.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>The commits that the disk refused so far.</summary>
    public long Refusals => Volatile.Read(ref _refusals);

    /// <summary>Notes that a commit was kept.</summary>
    public void Kept()
    {
        if (_isFailing)
        {
            _isFailing = false;
        }
    }

    /// <summary>Notes that a commit was refused.</summary>
    public void Refused()
    {
        Interlocked.Increment(ref _refusals);
        _isFailing = true;
    }
}
