using Holdfast.Kernel;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.Groups;

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
        var policy = new InlinePolicy
        {
            Account = call.Account,
            OwnerId = group.Id,
            Name = request.PolicyName,
            Document = request.PolicyDocument,
        };
        await call.PutInlinePolicyAsync(policy, $"group {group.Name}", PolicyQuotas.GroupInlinePolicies, cancellationToken);
        return new();
    }
}
