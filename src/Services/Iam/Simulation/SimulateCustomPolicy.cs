using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Says what policies that the request brings would decide about actions and resources.</summary>
internal sealed class SimulateCustomPolicy : IOperation<SimulateCustomPolicyRequest, SimulateCustomPolicyResponse>
{
    public ValueTask<Target> TargetAsync(SimulateCustomPolicyRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<SimulateCustomPolicyResponse> ExecuteAsync(
        SimulateCustomPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var caller = request.CallerArn is { } arn ? await call.SimulatedCallerAsync(arn, cancellationToken) : null;
        if (caller is null && request.ResourcePolicy is not null)
        {
            throw SimulatedCaller.Missing();
        }

        var page = Simulator.Run(call, new SimulationInput
        {
            Actions = request.ActionNames,
            Resources = request.ResourceArns,
            Policies = SimulatedPolicy.ReadAll(request.PolicyInputList),
            Boundary = SimulatedPolicy.ReadBoundary(request.PermissionsBoundaryPolicyInputList),
            ResourcePolicy = SimulatedPolicy.ReadResource(request.ResourcePolicy),
            ResourceOwner = request.ResourceOwner,
            Caller = caller ?? SimulatedCaller.Nobody(call),
            Context = SimulatedContext.Read(request.ContextEntries),
            ResourceHandlingOption = request.ResourceHandlingOption,
            Marker = request.Marker,
            MaxItems = request.MaxItems,
        });
        return new() { EvaluationResults = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
