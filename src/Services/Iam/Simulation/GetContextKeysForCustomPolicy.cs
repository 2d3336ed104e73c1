using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Lists the condition keys that policies of the request name, in conditions and in variables.</summary>
internal sealed class GetContextKeysForCustomPolicy : IOperation<GetContextKeysForCustomPolicyRequest, GetContextKeysForCustomPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetContextKeysForCustomPolicyRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public ValueTask<GetContextKeysForCustomPolicyResponse> ExecuteAsync(
        GetContextKeysForCustomPolicyRequest request, Call call, CancellationToken cancellationToken)
        => new(new GetContextKeysForCustomPolicyResponse
        {
            ContextKeyNames = SimulatedPolicy.ContextKeysOf(SimulatedPolicy.ReadAny(request.PolicyInputList)),
        });
}
