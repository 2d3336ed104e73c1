using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.CloudTrail.Lake.Policies;

/// <summary>Gives an event data store or a channel a policy, which lets in other accounts and limits one's own.</summary>
/// <param name="principals">Knows which principals exist.</param>
internal sealed class PutResourcePolicy(IPrincipalDirectory principals) : IOperation<PutResourcePolicyRequest, PutResourcePolicyResponse>
{
    public ValueTask<Target> TargetAsync(PutResourcePolicyRequest request, Call call, CancellationToken cancellationToken)
        => GuardedResource.TargetAsync(request.ResourceArn, call, cancellationToken);

    public async ValueTask<PutResourcePolicyResponse> ExecuteAsync(PutResourcePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var resource = await GuardedResource.FindAsync(request.ResourceArn, call, cancellationToken);
        await ResourcePolicyRules.CheckAsync(call, resource.Arn, request.ResourcePolicy, principals, cancellationToken);
        resource.Set(call.Transaction, request.ResourcePolicy);
        return new() { ResourceArn = resource.Arn, ResourcePolicy = request.ResourcePolicy };
    }
}
