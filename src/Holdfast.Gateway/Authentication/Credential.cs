using Holdfast.Gateway.Authorization;
using Holdfast.Kernel;
using Holdfast.Protocols.Signing;
using Holdfast.Store;

namespace Holdfast.Gateway.Authentication;

/// <summary>An access key as the gate keeps it: opened, compiled, and good while nothing that it was made from has changed.</summary>
internal sealed class Credential
{
    /// <summary>Who signs with it.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The secret half.</summary>
    public required SigningSecret Secret { get; init; }

    /// <summary>Whether it may sign.</summary>
    public required bool IsActive { get; init; }

    /// <summary>What its principal may do.</summary>
    public required Grants Grants { get; init; }

    /// <summary>What it was made from.</summary>
    public required Freshness Freshness { get; init; }
}
