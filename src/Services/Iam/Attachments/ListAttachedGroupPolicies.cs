using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Lists the managed policies that are attached to a group, in the order of their names.</summary>
internal sealed class ListAttachedGroupPolicies : IOperation<ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListAttachedGroupPoliciesRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<ListAttachedGroupPoliciesResponse> ExecuteAsync(
        ListAttachedGroupPoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var page = await call.PageOfAttachmentsAsync(group.Id, request.PathPrefix, request.Marker, request.MaxItems, cancellationToken);
        return new() { AttachedPolicies = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
