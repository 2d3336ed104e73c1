using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Organizations;

/// <summary>Takes the administration of an organization's trails from an account; refused as long as there are no organizations.</summary>
internal sealed class DeregisterOrganizationDelegatedAdmin(OrganizationRules rules)
    : IOperation<DeregisterOrganizationDelegatedAdminRequest, DeregisterOrganizationDelegatedAdminResponse>
{
    public ValueTask<Target> TargetAsync(DeregisterOrganizationDelegatedAdminRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<DeregisterOrganizationDelegatedAdminResponse> ExecuteAsync(
        DeregisterOrganizationDelegatedAdminRequest request, Call call, CancellationToken cancellationToken)
        => throw await rules.RefusalAsync(call, cancellationToken);
}
