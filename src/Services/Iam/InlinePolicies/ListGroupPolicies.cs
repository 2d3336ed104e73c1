using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Lists the names of the inline policies of a group.</summary>
internal sealed class ListGroupPolicies : IOperation<ListGroupPoliciesRequest, ListGroupPoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListGroupPoliciesRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<ListGroupPoliciesResponse> ExecuteAsync(
        ListGroupPoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var page = await call.PageOfInlinePoliciesAsync(group.Id, request.Marker, request.MaxItems, cancellationToken);
        return new() { PolicyNames = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
