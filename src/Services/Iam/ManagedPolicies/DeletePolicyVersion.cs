using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Deletes a version of a managed policy that is not in force.</summary>
internal sealed class DeletePolicyVersion : IOperation<DeletePolicyVersionRequest, DeletePolicyVersionResponse>
{
    public ValueTask<Target> TargetAsync(DeletePolicyVersionRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<DeletePolicyVersionResponse> ExecuteAsync(
        DeletePolicyVersionRequest request, Call call, CancellationToken cancellationToken)
    {
        call.RefuseChangeOfAws(request.PolicyArn, "iam:DeletePolicyVersion");
        var (policy, version) = await call.PolicyVersionAsync(request.PolicyArn, request.VersionId, cancellationToken);
        if (version.Number == policy.DefaultVersion)
        {
            throw new DeleteConflictException("Cannot delete the default version of a policy.");
        }

        call.Transaction.Delete(version);
        return new();
    }
}
