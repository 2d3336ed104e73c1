using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Attaches a managed policy to a user; one that is attached stays, without an error.</summary>
internal sealed class AttachUserPolicy(IamQuotas quotas) : IOperation<AttachUserPolicyRequest, AttachUserPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(AttachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.BoundedUserTargetAsync(request.UserName, cancellationToken)).WithPolicy(request.PolicyArn);

    public async ValueTask<AttachUserPolicyResponse> ExecuteAsync(
        AttachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        await call.AttachAsync(PolicyHolder.Of(user), request.PolicyArn, quotas, cancellationToken);
        return new();
    }
}
