namespace Holdfast.Server;

/// <summary>The server cannot start; the message is for the person who started it.</summary>
public sealed class StartException(string message) : Exception(message);
