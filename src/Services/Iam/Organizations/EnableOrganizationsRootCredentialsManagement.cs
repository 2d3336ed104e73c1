using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Lets the organization's administrators manage the credentials of its members' root users.</summary>
internal sealed class EnableOrganizationsRootCredentialsManagement(IOrganizationDirectory organizations)
    : IOperation<EnableOrganizationsRootCredentialsManagementRequest, EnableOrganizationsRootCredentialsManagementResponse>
{
    public ValueTask<Target> TargetAsync(EnableOrganizationsRootCredentialsManagementRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<EnableOrganizationsRootCredentialsManagementResponse> ExecuteAsync(
        EnableOrganizationsRootCredentialsManagementRequest request, Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.ManagedOrganizationAsync(call, cancellationToken);
        var features = await call.Transaction.SetFeatureAsync(organization, FeatureType.RootCredentialsManagement, isEnabled: true, cancellationToken);
        return new() { OrganizationId = organization.Id, EnabledFeatures = features };
    }
}
