namespace Holdfast.Server.Commands.Policies;

/// <summary>What a person asked for cannot be done as they asked it; the message is for them.</summary>
internal sealed class UnclearException(string message) : Exception(message);
