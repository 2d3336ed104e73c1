using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Lists the managed policies that are attached to a user, in the order of their names.</summary>
internal sealed class ListAttachedUserPolicies : IOperation<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListAttachedUserPoliciesRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListAttachedUserPoliciesResponse> ExecuteAsync(
        ListAttachedUserPoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var page = await call.PageOfAttachmentsAsync(user.Id, request.PathPrefix, request.Marker, request.MaxItems, cancellationToken);
        return new() { AttachedPolicies = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
