using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.KeyPolicies;

/// <summary>Lists the names of the policies of a key, of which there is one.</summary>
internal sealed class ListKeyPolicies : IOperation<ListKeyPoliciesRequest, ListKeyPoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListKeyPoliciesRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<ListKeyPoliciesResponse> ExecuteAsync(ListKeyPoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.KeyAsync(request.KeyId, cancellationToken);
        return new() { PolicyNames = [KeyPolicyRules.Name], Truncated = false };
    }
}
