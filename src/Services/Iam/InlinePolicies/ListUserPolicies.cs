using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Lists the names of the inline policies of a user.</summary>
internal sealed class ListUserPolicies : IOperation<ListUserPoliciesRequest, ListUserPoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListUserPoliciesRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListUserPoliciesResponse> ExecuteAsync(
        ListUserPoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var page = await call.PageOfInlinePoliciesAsync(user.Id, request.Marker, request.MaxItems, cancellationToken);
        return new() { PolicyNames = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
