using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.KeyPolicies;

/// <summary>Puts another policy on a key.</summary>
internal sealed class PutKeyPolicy(KmsQuotas quotas, IPrincipalDirectory principals) : IOperation<PutKeyPolicyRequest, PutKeyPolicyResponse>
{
    public ValueTask<Target> TargetAsync(PutKeyPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(
            request.KeyId,
            cancellationToken,
            KeyTargets.Flag("kms:BypassPolicyLockoutSafetyCheck", request.BypassPolicyLockoutSafetyCheck is true));

    public async ValueTask<PutKeyPolicyResponse> ExecuteAsync(PutKeyPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        KeyPolicyRules.CheckName(request.PolicyName);
        await KeyPolicyRules.CheckAsync(
            request.Policy, key.Arn, call, quotas, principals, request.BypassPolicyLockoutSafetyCheck, cancellationToken);
        call.Transaction.Replace(key, key with { Policy = request.Policy });
        return new();
    }
}
