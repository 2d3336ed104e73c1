using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Lists the names of the inline policies of a role.</summary>
internal sealed class ListRolePolicies : IOperation<ListRolePoliciesRequest, ListRolePoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListRolePoliciesRequest request, Call call, CancellationToken cancellationToken)
        => call.RoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<ListRolePoliciesResponse> ExecuteAsync(
        ListRolePoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var page = await call.PageOfInlinePoliciesAsync(role.Id, request.Marker, request.MaxItems, cancellationToken);
        return new() { PolicyNames = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
