using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Ends the privileged sessions of root users in the organization.</summary>
internal sealed class DisableOrganizationsRootSessions(IOrganizationDirectory organizations)
    : IOperation<DisableOrganizationsRootSessionsRequest, DisableOrganizationsRootSessionsResponse>
{
    public ValueTask<Target> TargetAsync(DisableOrganizationsRootSessionsRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<DisableOrganizationsRootSessionsResponse> ExecuteAsync(
        DisableOrganizationsRootSessionsRequest request, Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.OrganizationAsync(call, cancellationToken);
        var features = await call.Transaction.SetFeatureAsync(organization, FeatureType.RootSessions, isEnabled: false, cancellationToken);
        return new() { OrganizationId = organization.Id, EnabledFeatures = features };
    }
}
