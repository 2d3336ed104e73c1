using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Takes tags from a managed policy; keys that it does not have are passed over.</summary>
internal sealed class UntagPolicy : IOperation<UntagPolicyRequest, UntagPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(UntagPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.PolicyTargetAsync(request.PolicyArn, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagPolicyResponse> ExecuteAsync(
        UntagPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        call.RefuseChangeOfAws(request.PolicyArn, "iam:UntagPolicy");
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        var tags = TagRules.OfPolicies.Remove(policy.Tags, request.TagKeys);
        if (tags.Count < policy.Tags.Count)
        {
            call.Transaction.Replace(policy, policy with { Tags = tags });
        }

        return new();
    }
}
