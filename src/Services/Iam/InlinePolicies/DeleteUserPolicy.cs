using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Deletes an inline policy of a user.</summary>
internal sealed class DeleteUserPolicy : IOperation<DeleteUserPolicyRequest, DeleteUserPolicyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteUserPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedUserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeleteUserPolicyResponse> ExecuteAsync(
        DeleteUserPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        call.Transaction.Delete(await call.InlinePolicyAsync(PolicyHolder.Of(user), request.PolicyName, cancellationToken));
        return new();
    }
}
