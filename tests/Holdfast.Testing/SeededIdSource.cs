using Holdfast.Kernel.Ids;

namespace Holdfast.Testing;

/// <summary>Makes the same ids in the same order for the same seed.</summary>
public sealed class SeededIdSource(int seed) : IdSource
{
    private readonly Lock _gate = new();
#pragma warning disable CA5394 // A test replays the same ids on purpose.
    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public override void Fill(Span<byte> buffer)
    {
        lock (_gate)
        {
            _random.NextBytes(buffer);
        }
    }
#pragma warning restore CA5394
}
