using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Lists the managed policies that are attached to a role, in the order of their names.</summary>
internal sealed class ListAttachedRolePolicies : IOperation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListAttachedRolePoliciesRequest request, Call call, CancellationToken cancellationToken)
        => call.RoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<ListAttachedRolePoliciesResponse> ExecuteAsync(
        ListAttachedRolePoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var page = await call.PageOfAttachmentsAsync(role.Id, request.PathPrefix, request.Marker, request.MaxItems, cancellationToken);
        return new() { AttachedPolicies = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
