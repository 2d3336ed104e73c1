using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Policies;

/// <summary>Takes the policy of an event data store or a channel away.</summary>
internal sealed class DeleteResourcePolicy : IOperation<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteResourcePolicyRequest request, Call call, CancellationToken cancellationToken)
        => GuardedResource.TargetAsync(request.ResourceArn, call, cancellationToken);

    public async ValueTask<DeleteResourcePolicyResponse> ExecuteAsync(DeleteResourcePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var resource = await GuardedResource.FindAsync(request.ResourceArn, call, cancellationToken);
        if (resource.Policy is null)
        {
            throw GuardedResource.NoPolicy(resource.Arn);
        }

        resource.Set(call.Transaction, null);
        return new();
    }
}
