using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Says what the policies of a user, group or role, and those that the request brings, would decide about actions and resources.</summary>
internal sealed class SimulatePrincipalPolicy : IOperation<SimulatePrincipalPolicyRequest, SimulatePrincipalPolicyResponse>
{
    public ValueTask<Target> TargetAsync(SimulatePrincipalPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.SimulatedEntityTargetAsync(request.PolicySourceArn, cancellationToken);

    public async ValueTask<SimulatePrincipalPolicyResponse> ExecuteAsync(
        SimulatePrincipalPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var source = await call.SimulatedEntityAsync(request.PolicySourceArn, cancellationToken);
        var caller = request.CallerArn is { } arn ? await call.SimulatedCallerAsync(arn, cancellationToken) : source.Caller;

        // "CallerArn is required if you include a ResourcePolicy and the PolicySourceArn is not the ARN for an IAM user."
        if (caller?.UserName is null && request.ResourcePolicy is not null)
        {
            throw SimulatedCaller.Missing();
        }

        var page = Simulator.Run(call, new SimulationInput
        {
            Actions = request.ActionNames,
            Resources = request.ResourceArns,
            Policies = [.. source.Policies, .. SimulatedPolicy.ReadAll(request.PolicyInputList)],

            // A boundary that the request brings stands in the place of the entity's own.
            Boundary = SimulatedPolicy.ReadBoundary(request.PermissionsBoundaryPolicyInputList) ?? source.Boundary,
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
