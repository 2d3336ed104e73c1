using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Gives the document of an inline policy of a group.</summary>
internal sealed class GetGroupPolicy : IOperation<GetGroupPolicyRequest, GetGroupPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<GetGroupPolicyResponse> ExecuteAsync(
        GetGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var policy = await call.InlinePolicyAsync(PolicyHolder.Of(group), request.PolicyName, cancellationToken);
        return new() { GroupName = group.Name, PolicyName = policy.Name, PolicyDocument = PolicyDocuments.Encode(policy.Document) };
    }
}
