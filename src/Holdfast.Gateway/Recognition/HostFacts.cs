using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.Recognition;

/// <summary>What the host that a client asked says about the call.</summary>
/// <param name="Endpoint">The label that names a service, such as <c>logs</c>; null when the host names none.</param>
/// <param name="Region">The region in the host, or the one that a global host stands for; null when the host says nothing.</param>
/// <param name="Bucket">The bucket of a virtual host.</param>
internal sealed record HostFacts(string? Endpoint, Region? Region, string? Bucket)
{
    /// <summary>A host that says nothing, such as <c>localhost</c> or an address.</summary>
    public static HostFacts None { get; } = new(null, null, null);
}
