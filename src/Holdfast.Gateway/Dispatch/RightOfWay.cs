namespace Holdfast.Gateway.Dispatch;

/// <summary>Gives a call that kept losing to others the right of way: until it is through, no other call that writes begins an attempt.</summary>
/// <remarks>Attempts that had begun before may still win once; so the one with the right of way loses at most as often as calls were under way.</remarks>
internal sealed class RightOfWay : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Waits until nobody has the right of way; nothing is waited for when nobody has it.</summary>
    public ValueTask PassAsync() => _gate.CurrentCount > 0 ? default : WaitAsync();

    /// <summary>Takes the right of way.</summary>
    public Task TakeAsync() => _gate.WaitAsync();

    /// <summary>Gives it back.</summary>
    public void Return() => _gate.Release();

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async ValueTask WaitAsync()
    {
        await _gate.WaitAsync();
        _gate.Release();
    }
}
