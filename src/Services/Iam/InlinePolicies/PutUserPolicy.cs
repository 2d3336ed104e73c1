using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Puts an inline policy into a user, in the place of one of the same name.</summary>
internal sealed class PutUserPolicy : IOperation<PutUserPolicyRequest, PutUserPolicyResponse>
{
    public ValueTask<Target> TargetAsync(PutUserPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedUserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<PutUserPolicyResponse> ExecuteAsync(
        PutUserPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        await call.PutInlinePolicyAsync(PolicyHolder.Of(user), request.PolicyName, request.PolicyDocument, cancellationToken);
        return new();
    }
}
