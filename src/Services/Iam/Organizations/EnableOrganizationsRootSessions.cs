using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Lets the organization's administrators take privileged sessions of its members' root users.</summary>
internal sealed class EnableOrganizationsRootSessions(IOrganizationDirectory organizations)
    : IOperation<EnableOrganizationsRootSessionsRequest, EnableOrganizationsRootSessionsResponse>
{
    public ValueTask<Target> TargetAsync(EnableOrganizationsRootSessionsRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<EnableOrganizationsRootSessionsResponse> ExecuteAsync(
        EnableOrganizationsRootSessionsRequest request, Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.ManagedOrganizationAsync(call, cancellationToken);
        var features = await call.Transaction.SetFeatureAsync(organization, FeatureType.RootSessions, isEnabled: true, cancellationToken);
        return new() { OrganizationId = organization.Id, EnabledFeatures = features };
    }
}
