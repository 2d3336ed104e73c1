namespace Holdfast.Kernel;

/// <summary>The real clock, in which clients live, however the server's own was turned: signatures and the codes of authenticators are made by it.</summary>
/// <param name="Time">The clock; that of the machine unless a test brings its own.</param>
public sealed record WallClock(TimeProvider Time)
{
    /// <summary>The real instant.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();
}
