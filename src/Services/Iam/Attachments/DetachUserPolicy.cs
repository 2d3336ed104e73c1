using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Detaches a managed policy from a user.</summary>
internal sealed class DetachUserPolicy : IOperation<DetachUserPolicyRequest, DetachUserPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(DetachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.BoundedUserTargetAsync(request.UserName, cancellationToken)).With(new ConditionKey("iam:PolicyARN", request.PolicyArn));

    public async ValueTask<DetachUserPolicyResponse> ExecuteAsync(
        DetachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        call.Transaction.Delete(await call.AttachmentAsync(user.Id, request.PolicyArn, cancellationToken));
        return new();
    }
}
