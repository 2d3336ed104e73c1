namespace Holdfast.Store.Sqlite;

/// <summary>Tells those who wait that something was committed; who counts its rings misses none.</summary>
internal sealed class Bell
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private long _rings;

    public long Rings => Volatile.Read(ref _rings);

    public void Ring()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            Volatile.Write(ref _rings, _rings + 1);
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.SetResult();
    }

    public ValueTask WaitAsync(long seen, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_rings != seen)
            {
                return ValueTask.CompletedTask;
            }

            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(_waiting.Task.WaitAsync(cancellationToken));
        }
    }
}
