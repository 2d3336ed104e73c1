using System.Runtime.InteropServices;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Recognition;

/// <summary>Which service a request wants, in which protocol and region.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Recognized
{
    /// <summary>The service; null when it is not known, or only its form will tell.</summary>
    public ServiceModel? Service { get; init; }

    /// <summary>The protocol that the request speaks.</summary>
    public required WireProtocol Protocol { get; init; }

    /// <summary>The region of the call; the home region for a global service.</summary>
    public required Region Region { get; init; }

    /// <summary>The region that the credential must name, when the host names one; null takes any.</summary>
    public Region? ScopeRegion { get; init; }

    /// <summary>The bucket of a virtual host.</summary>
    public string? Bucket { get; init; }
}
