using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Detaches a managed policy from a user.</summary>
internal sealed class DetachUserPolicy : IOperation<DetachUserPolicyRequest, DetachUserPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(DetachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.BoundedUserTargetAsync(request.UserName, cancellationToken)).WithPolicy(request.PolicyArn);

    public async ValueTask<DetachUserPolicyResponse> ExecuteAsync(
        DetachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        await call.DetachAsync(PolicyHolder.Of(user), request.PolicyArn, cancellationToken);
        return new();
    }
}
