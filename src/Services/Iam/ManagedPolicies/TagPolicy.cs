using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Adds tags to a managed policy; a key that it has already gets the new value.</summary>
internal sealed class TagPolicy : IOperation<TagPolicyRequest, TagPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(TagPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.PolicyTargetAsync(request.PolicyArn, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagPolicyResponse> ExecuteAsync(TagPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        call.RefuseChangeOfAws(request.PolicyArn, "iam:TagPolicy");
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        var tags = TagRules.OfPolicies.Put(policy.Tags, TagRules.OfPolicies.Read(request.Tags));
        call.Transaction.Replace(policy, policy with { Tags = tags });
        return new();
    }
}
