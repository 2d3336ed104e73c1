using System.Runtime.InteropServices;

namespace Holdfast.Protocols.Signing;

/// <summary>The name and the HTTP status of an error in one protocol.</summary>
/// <param name="Code">The code as the protocol writes it.</param>
/// <param name="Status">The HTTP status.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ErrorCode(string Code, int Status);
