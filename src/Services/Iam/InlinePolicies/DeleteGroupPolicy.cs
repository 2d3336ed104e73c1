using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Deletes an inline policy of a group.</summary>
internal sealed class DeleteGroupPolicy : IOperation<DeleteGroupPolicyRequest, DeleteGroupPolicyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<DeleteGroupPolicyResponse> ExecuteAsync(
        DeleteGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        call.Transaction.Delete(await call.InlinePolicyAsync(PolicyHolder.Of(group), request.PolicyName, cancellationToken));
        return new();
    }
}
