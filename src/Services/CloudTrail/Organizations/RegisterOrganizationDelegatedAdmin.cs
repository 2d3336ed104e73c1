using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Organizations;

/// <summary>Names an account of the organization that administers its trails; refused as long as there are no organizations.</summary>
internal sealed class RegisterOrganizationDelegatedAdmin(OrganizationRules rules)
    : IOperation<RegisterOrganizationDelegatedAdminRequest, RegisterOrganizationDelegatedAdminResponse>
{
    public ValueTask<Target> TargetAsync(RegisterOrganizationDelegatedAdminRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<RegisterOrganizationDelegatedAdminResponse> ExecuteAsync(
        RegisterOrganizationDelegatedAdminRequest request, Call call, CancellationToken cancellationToken)
        => throw await rules.RefusalAsync(call, cancellationToken);
}
