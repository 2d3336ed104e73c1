using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Puts a version of a managed policy in force, for everything that uses the policy.</summary>
internal sealed class SetDefaultPolicyVersion : IOperation<SetDefaultPolicyVersionRequest, SetDefaultPolicyVersionResponse>
{
    public ValueTask<Target> TargetAsync(SetDefaultPolicyVersionRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<SetDefaultPolicyVersionResponse> ExecuteAsync(
        SetDefaultPolicyVersionRequest request, Call call, CancellationToken cancellationToken)
    {
        call.RefuseChangeOfAws(request.PolicyArn, "iam:SetDefaultPolicyVersion");
        var (policy, version) = await call.PolicyVersionAsync(request.PolicyArn, request.VersionId, cancellationToken);
        if (version.Number != policy.DefaultVersion)
        {
            call.Transaction.Replace(policy, policy with { DefaultVersion = version.Number });
        }

        return new();
    }
}
