namespace Holdfast.Server.Commands.Import;

/// <summary>An import that cannot go on; the message says why.</summary>
internal sealed class ImportException(string message) : Exception(message);

/// <summary>A call that the server refused.</summary>
/// <param name="code">The error code.</param>
/// <param name="message">What the server says.</param>
internal sealed class RefusedException(string code, string message) : Exception(message)
{
    /// <summary>The error code.</summary>
    public string Code => code;
}
