using System.Runtime.InteropServices;
using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Recording;

/// <summary>Everything that the record of a call speaks of.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedCall
{
    /// <summary>Who called, when, whence; the facts of TLS are in <see cref="Call.Request"/>.</summary>
    public required Call Call { get; init; }

    /// <summary>The operation that was called; one that is not implemented has no shapes.</summary>
    public required OperationModel Operation { get; init; }

    /// <summary>The request; null when it could not be read.</summary>
    public IShape? Request { get; init; }

    /// <summary>The response; null when the call failed.</summary>
    public IShape? Response { get; init; }

    /// <summary>The code of the error as the client reads it; null when the call succeeded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The message of the error as the client reads it; null when the call succeeded.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What the call acted on; null when it did not come that far.</summary>
    public Target? Target { get; init; }

    /// <summary>How the request was signed.</summary>
    public SignatureForm Signature { get; init; }
}
