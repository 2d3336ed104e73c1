using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Lets the administrators of an organization that enabled it take privileged sessions of its members' root users.</summary>
/// <param name="organizations">Who belongs to which organization.</param>
public sealed class RootSessions(IOrganizationDirectory organizations) : IRootSessions
{
    /// <inheritdoc/>
    public async ValueTask<bool> AreAllowedAsync(
        IReadTransaction transaction, AccountId administrator, AccountId member, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(transaction, administrator, cancellationToken) is not { HasAllFeatures: true, TrustsIam: true } organization
            || (administrator != organization.ManagementAccount && !organization.IamAdministrators.Contains(administrator))
            || member == organization.ManagementAccount)
        {
            return false;
        }

        return await organizations.FindAsync(transaction, member, cancellationToken) is { } other
            && other.Id == organization.Id
            && (await transaction.FeaturesOfAsync(organization, cancellationToken)).Contains(FeatureType.RootSessions);
    }
}
