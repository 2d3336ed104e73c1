using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Policies;

/// <summary>Gives the policy of an event data store or a channel.</summary>
internal sealed class GetResourcePolicy : IOperation<GetResourcePolicyRequest, GetResourcePolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetResourcePolicyRequest request, Call call, CancellationToken cancellationToken)
        => GuardedResource.TargetAsync(request.ResourceArn, call, cancellationToken);

    public async ValueTask<GetResourcePolicyResponse> ExecuteAsync(GetResourcePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var resource = await GuardedResource.FindAsync(request.ResourceArn, call, cancellationToken);
        return new() { ResourceArn = resource.Arn, ResourcePolicy = resource.Policy ?? throw GuardedResource.NoPolicy(resource.Arn) };
    }
}
