using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.CloudTrail.Organizations;

/// <summary>Who may name the administrators of CloudTrail in an organization.</summary>
/// <param name="organizations">Knows which organization an account is in.</param>
internal sealed class OrganizationRules(IOrganizationDirectory organizations)
{
    /// <summary>Refuses: an account outside an organization, one that does not manage its own, and, until members can be administered, that one too.</summary>
    public async ValueTask<ServiceException> RefusalAsync(Call call, CancellationToken cancellationToken)
        => await organizations.FindAsync(call.Transaction, call.Account, cancellationToken) switch
        {
            null => new OrganizationsNotInUseException("Your account is not a member of an organization."),
            var organization when organization.ManagementAccount != call.Account
                => new NotOrganizationManagementAccountException("The AWS account making the request is not the management account for the organization."),
            { HasAllFeatures: false } => new OrganizationNotInAllFeaturesModeException("The organization must have all features enabled."),
            _ => new UnsupportedOperationException("Delegated administrators of CloudTrail are not supported."),
        };
}
