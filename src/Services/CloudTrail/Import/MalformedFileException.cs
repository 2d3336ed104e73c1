namespace Holdfast.Services.CloudTrail.Import;

/// <summary>A file that is not, or not to its end, what a trail delivers; the message says why.</summary>
/// <param name="position">The byte, of the unpacked content, at which reading ended.</param>
/// <param name="message">Why.</param>
public sealed class MalformedFileException(long position, string message) : Exception(message)
{
    /// <summary>The byte at which reading ended.</summary>
    public long Position => position;
}
