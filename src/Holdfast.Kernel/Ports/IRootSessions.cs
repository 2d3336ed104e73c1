using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Knows whether an organization lets its administrators take privileged sessions of its members' root users; implemented by the service that owns identities, asked by STS.</summary>
public interface IRootSessions
{
    /// <summary>Says whether an account may take a session of another account's root user.</summary>
    /// <param name="transaction">What is read through.</param>
    /// <param name="administrator">The account that asks.</param>
    /// <param name="member">The account whose root user is meant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<bool> AreAllowedAsync(IReadTransaction transaction, AccountId administrator, AccountId member, CancellationToken cancellationToken);
}
