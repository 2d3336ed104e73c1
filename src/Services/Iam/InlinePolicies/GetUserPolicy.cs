using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Gives the document of an inline policy of a user.</summary>
internal sealed class GetUserPolicy : IOperation<GetUserPolicyRequest, GetUserPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetUserPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<GetUserPolicyResponse> ExecuteAsync(
        GetUserPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var policy = await call.InlinePolicyAsync(PolicyHolder.Of(user), request.PolicyName, cancellationToken);
        return new() { UserName = user.Name, PolicyName = policy.Name, PolicyDocument = PolicyDocuments.Encode(policy.Document) };
    }
}
