using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Ends the central management of root users' credentials in the organization.</summary>
internal sealed class DisableOrganizationsRootCredentialsManagement(IOrganizationDirectory organizations)
    : IOperation<DisableOrganizationsRootCredentialsManagementRequest, DisableOrganizationsRootCredentialsManagementResponse>
{
    public ValueTask<Target> TargetAsync(DisableOrganizationsRootCredentialsManagementRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<DisableOrganizationsRootCredentialsManagementResponse> ExecuteAsync(
        DisableOrganizationsRootCredentialsManagementRequest request, Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.OrganizationAsync(call, cancellationToken);
        var features = await call.Transaction.SetFeatureAsync(organization, FeatureType.RootCredentialsManagement, isEnabled: false, cancellationToken);
        return new() { OrganizationId = organization.Id, EnabledFeatures = features };
    }
}
