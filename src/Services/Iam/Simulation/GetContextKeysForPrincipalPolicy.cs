using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Lists the condition keys that the policies of a user, group or role name, and those that the request brings.</summary>
/// <remarks>For a user the policies of its groups count, as "API_GetContextKeysForPrincipalPolicy" says.</remarks>
internal sealed class GetContextKeysForPrincipalPolicy
    : IOperation<GetContextKeysForPrincipalPolicyRequest, GetContextKeysForPrincipalPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetContextKeysForPrincipalPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.SimulatedEntityTargetAsync(request.PolicySourceArn, cancellationToken);

    public async ValueTask<GetContextKeysForPrincipalPolicyResponse> ExecuteAsync(
        GetContextKeysForPrincipalPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var source = await call.SimulatedEntityAsync(request.PolicySourceArn, cancellationToken);
        return new()
        {
            ContextKeyNames = SimulatedPolicy.ContextKeysOf([.. source.Policies, .. SimulatedPolicy.ReadAny(request.PolicyInputList)]),
        };
    }
}
