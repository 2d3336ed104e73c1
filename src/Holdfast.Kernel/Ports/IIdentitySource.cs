using Holdfast.Kernel.Sessions;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Who an access key belongs to and what governs them; implemented by the service that owns identities, asked by the gate.</summary>
public interface IIdentitySource
{
    /// <summary>Finds the identity behind an access key; null when the key does not exist. The gate keeps the answer while nothing that was read has changed.</summary>
    ValueTask<Identity?> FindAsync(IReadTransaction transaction, string accessKeyId, CancellationToken cancellationToken);

    /// <summary>Finds the identity of a session: its principal, with the policies of its role or user as of now, and those that were passed. Null when the role or user is gone.</summary>
    ValueTask<Identity?> FindAsync(IReadTransaction transaction, Session session, CancellationToken cancellationToken);
}

/// <summary>The identity behind an access key.</summary>
public sealed record Identity
{
    /// <summary>The principal.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The secret half of the key, sealed and bound to the access key id; null for a session, whose token holds it.</summary>
    public string? SealedSecret { get; init; }

    /// <summary>Whether the key may sign.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The policies that govern the principal.</summary>
    public required IReadOnlyList<PolicySource> Policies { get; init; }

    /// <summary>Leaves the seal out.</summary>
    public override string ToString() => $"Identity {{ {Caller.Arn} }}";
}

/// <summary>The part that a policy plays for a principal.</summary>
public enum PolicyPart
{
    /// <summary>A policy of the user or role itself.</summary>
    Identity,

    /// <summary>A policy of a group of the user.</summary>
    Group,

    /// <summary>The permissions boundary.</summary>
    Boundary,

    /// <summary>A policy that was passed when the session was made: it limits, and grants nothing.</summary>
    Session,
}

/// <summary>A policy that governs a principal.</summary>
/// <param name="Part">The part that it plays.</param>
/// <param name="Name">The ARN of a managed policy, or the name of an inline one.</param>
/// <param name="Document">The JSON.</param>
public sealed record PolicySource(PolicyPart Part, string Name, string Document);
