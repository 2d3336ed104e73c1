namespace Holdfast.Kernel;

/// <summary>An operation cannot go on without something from outside the server, such as the keys of an identity provider.</summary>
/// <remarks>
/// No transaction waits for a stranger: the one at hand ends without a trace, the work is done, and the operation runs again from its beginning.
/// What the work found, also that it found nothing, is kept by the port that it went through, so that the operation finds it then.
/// </remarks>
/// <param name="work">What is to be done; it has its own bound of time.</param>
public sealed class OutsideNeededException(Func<CancellationToken, ValueTask> work) : Exception("Something from outside is needed first.")
{
    /// <summary>What is to be done.</summary>
    public Func<CancellationToken, ValueTask> Work { get; } = work;
}
