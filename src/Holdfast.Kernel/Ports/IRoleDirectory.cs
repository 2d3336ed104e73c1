using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>What STS asks about roles; implemented by the service that owns identities.</summary>
public interface IRoleDirectory
{
    /// <summary>Finds the role of an ARN, in whatever account; null when there is none.</summary>
    ValueTask<RoleFacts?> FindRoleAsync(IReadTransaction transaction, string roleArn, CancellationToken cancellationToken);

    /// <summary>Finds the document of the default version of a managed policy that an account may use: one of its own, or AWS's. Null when there is none.</summary>
    ValueTask<string?> FindManagedPolicyAsync(IReadTransaction transaction, AccountId account, string policyArn, CancellationToken cancellationToken);

    /// <summary>Finds the ARN that a user or role of a unique id has now; null when it is gone.</summary>
    ValueTask<string?> FindArnAsync(IReadTransaction transaction, string uniqueId, CancellationToken cancellationToken);
}

/// <summary>A role, as STS needs it.</summary>
public sealed record RoleFacts
{
    /// <summary>The account that the role is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The unique id, <c>AROA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The trust policy, as the judge is to read it: a principal that was deleted is named by its unique id, which nobody has any more.</summary>
    public required string TrustPolicy { get; init; }

    /// <summary>The longest that a session may last.</summary>
    public required TimeSpan MaxSessionDuration { get; init; }

    /// <summary>The tags of the role.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Whether the role is linked to a service, which alone may assume it.</summary>
    public required bool IsServiceLinked { get; init; }
}
