using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Deletes a managed policy that nothing uses, with its one version.</summary>
internal sealed class DeletePolicy : IOperation<DeletePolicyRequest, DeletePolicyResponse>
{
    public ValueTask<Target> TargetAsync(DeletePolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<DeletePolicyResponse> ExecuteAsync(
        DeletePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        call.RefuseChangeOfAws(request.PolicyArn, "iam:DeletePolicy");
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        if (await call.Transaction.HasAnyAsync<PolicyUse>(PolicyUse.PrefixOf(policy.Account, policy.Id), cancellationToken))
        {
            throw new DeleteConflictException("Cannot delete a policy attached to entities.");
        }

        var versions = await call.Transaction.ListAsync<ManagedPolicyVersion>(
            ManagedPolicyVersion.PrefixOf(policy.Account, policy.Id), cancellationToken);
        if (versions.Count > 1)
        {
            throw new DeleteConflictException(
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
                + "The default version is deleted with the policy.");
        }

        call.Transaction.Delete(versions[0]);
        call.Transaction.Delete(policy);
        return new();
    }
}
