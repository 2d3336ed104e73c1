using Holdfast.Kernel;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.Users;

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
        var policy = new InlinePolicy
        {
            Account = call.Account,
            OwnerId = user.Id,
            Name = request.PolicyName,
            Document = request.PolicyDocument,
        };
        await call.PutInlinePolicyAsync(policy, $"user {user.Name}", PolicyQuotas.UserInlinePolicies, cancellationToken);
        return new();
    }
}
