using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Tells about a managed policy; its document is in its default version.</summary>
internal sealed class GetPolicy : IOperation<GetPolicyRequest, GetPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<GetPolicyResponse> ExecuteAsync(GetPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        return new() { Policy = await policy.ToShapeAsync(call, cancellationToken) };
    }
}
