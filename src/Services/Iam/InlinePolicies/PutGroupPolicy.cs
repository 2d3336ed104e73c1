using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Puts an inline policy into a group, in the place of one of the same name.</summary>
internal sealed class PutGroupPolicy : IOperation<PutGroupPolicyRequest, PutGroupPolicyResponse>
{
    public ValueTask<Target> TargetAsync(PutGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<PutGroupPolicyResponse> ExecuteAsync(
        PutGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        await call.PutInlinePolicyAsync(PolicyHolder.Of(group), request.PolicyName, request.PolicyDocument, cancellationToken);
        return new();
    }
}
