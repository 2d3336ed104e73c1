using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.KeyPolicies;

/// <summary>Gives the policy of a key.</summary>
internal sealed class GetKeyPolicy : IOperation<GetKeyPolicyRequest, GetKeyPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetKeyPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<GetKeyPolicyResponse> ExecuteAsync(GetKeyPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        KeyPolicyRules.CheckName(request.PolicyName);
        return new() { Policy = key.Policy, PolicyName = KeyPolicyRules.Name };
    }
}
