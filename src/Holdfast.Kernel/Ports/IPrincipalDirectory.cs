using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>What services whose resources have policies ask about the principals that these name; implemented by the service that owns identities.</summary>
public interface IPrincipalDirectory
{
    /// <summary>Says whether a principal that a policy names exists, in whatever account of this server.</summary>
    /// <param name="transaction">What it is found through.</param>
    /// <param name="type">The kind, as policies word it: <c>AWS</c>, <c>Service</c>, <c>Federated</c> or <c>CanonicalUser</c>.</param>
    /// <param name="name">The principal, as the policy names it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<bool> ExistsAsync(IReadTransaction transaction, string type, string name, CancellationToken cancellationToken);
}
