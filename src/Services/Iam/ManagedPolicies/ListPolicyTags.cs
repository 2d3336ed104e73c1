using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Lists the tags of a managed policy, in the order of their keys.</summary>
internal sealed class ListPolicyTags : IOperation<ListPolicyTagsRequest, ListPolicyTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListPolicyTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<ListPolicyTagsResponse> ExecuteAsync(
        ListPolicyTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        var page = policy.Tags.Page(IamListing.Of("ListPolicyTags/" + policy.Id, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
