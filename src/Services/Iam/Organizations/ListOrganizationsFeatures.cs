using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Lists the features of central root access that are enabled for the organization.</summary>
internal sealed class ListOrganizationsFeatures(IOrganizationDirectory organizations)
    : IOperation<ListOrganizationsFeaturesRequest, ListOrganizationsFeaturesResponse>
{
    public ValueTask<Target> TargetAsync(ListOrganizationsFeaturesRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<ListOrganizationsFeaturesResponse> ExecuteAsync(
        ListOrganizationsFeaturesRequest request, Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.OrganizationAsync(call, cancellationToken);
        return new()
        {
            OrganizationId = organization.Id,
            EnabledFeatures = await call.Transaction.FeaturesOfAsync(organization, cancellationToken),
        };
    }
}
