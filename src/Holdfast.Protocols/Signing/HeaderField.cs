namespace Holdfast.Protocols.Signing;

/// <summary>
/// One header line of a request: a name in any case and its value, repeated lines in the order of the wire.
/// </summary>
/// <param name="Name">The name; compared without regard to case.</param>
/// <param name="Value">The value as received.</param>
public readonly record struct HeaderField(string Name, string Value);
