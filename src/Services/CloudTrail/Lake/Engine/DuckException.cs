namespace Holdfast.Services.CloudTrail.Lake.Engine;

/// <summary>DuckDB refused a statement, or did not get to its end; the message is its own.</summary>
internal sealed class DuckException(string message) : Exception(message);
