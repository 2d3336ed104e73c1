using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Knows which organization an account belongs to; implemented by the service that owns organizations, asked by IAM and STS.</summary>
public interface IOrganizationDirectory
{
    /// <summary>Finds the organization of an account; null when it is in none.</summary>
    ValueTask<OrganizationFacts?> FindAsync(IReadTransaction transaction, AccountId account, CancellationToken cancellationToken);
}

/// <summary>An organization, as IAM and STS need it.</summary>
public sealed record OrganizationFacts
{
    /// <summary>The id, such as <c>o-exampleorgid</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The account that manages it.</summary>
    public required AccountId ManagementAccount { get; init; }

    /// <summary>Whether all features are enabled, not consolidated billing alone.</summary>
    public required bool HasAllFeatures { get; init; }

    /// <summary>Whether IAM has trusted access to it (<c>iam.amazonaws.com</c>).</summary>
    public required bool TrustsIam { get; init; }

    /// <summary>The accounts that administer IAM's features of the organization for the management account.</summary>
    public IReadOnlyList<AccountId> IamAdministrators { get; init; } = [];
}

/// <summary>Says that no account is in an organization: what is true as long as nobody can make one.</summary>
public sealed class NoOrganizations : IOrganizationDirectory
{
    /// <inheritdoc/>
    public ValueTask<OrganizationFacts?> FindAsync(IReadTransaction transaction, AccountId account, CancellationToken cancellationToken) => default;
}
