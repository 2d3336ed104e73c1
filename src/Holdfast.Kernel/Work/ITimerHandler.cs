using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>Acts when a timer comes due.</summary>
public interface ITimerHandler
{
    /// <summary>The kind of timer that it handles.</summary>
    string Kind { get; }

    /// <summary>Acts on a due timer; the timer goes in the same transaction, and a periodic one is armed again by the handler.</summary>
    ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken);
}
