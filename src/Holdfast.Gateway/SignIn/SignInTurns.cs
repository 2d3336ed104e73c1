namespace Holdfast.Gateway.SignIn;

/// <summary>Lets only so many passwords be checked at a time: each costs a tenth of a second of a processor, which a stranger would otherwise have for nothing.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing, and this one lives as long as the gate.
internal sealed class SignInTurns(int atOnceMax)
#pragma warning restore CA1001
{
    // A queue that is longer only makes everybody wait longer.
    private const int WaitingPerTurn = 16;

    private readonly SemaphoreSlim _turns = new(atOnceMax);
    private int _waiting;

    /// <summary>Waits for a turn; false when too many wait already.</summary>
    public async ValueTask<bool> TryEnterAsync()
    {
        if (Interlocked.Increment(ref _waiting) > atOnceMax * (WaitingPerTurn + 1))
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        await _turns.WaitAsync();
        return true;
    }

    /// <summary>Ends a turn.</summary>
    public void Leave()
    {
        _turns.Release();
        Interlocked.Decrement(ref _waiting);
    }
}
