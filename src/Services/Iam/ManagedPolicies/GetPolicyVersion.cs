using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Gives a version of a managed policy with its document.</summary>
internal sealed class GetPolicyVersion : IOperation<GetPolicyVersionRequest, GetPolicyVersionResponse>
{
    public ValueTask<Target> TargetAsync(GetPolicyVersionRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<GetPolicyVersionResponse> ExecuteAsync(
        GetPolicyVersionRequest request, Call call, CancellationToken cancellationToken)
    {
        var (policy, version) = await call.PolicyVersionAsync(request.PolicyArn, request.VersionId, cancellationToken);
        return new() { PolicyVersion = version.ToShape(policy) with { Document = PolicyDocuments.Encode(version.Document) } };
    }
}
