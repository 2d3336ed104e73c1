using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>Tells which insights are wanted of a trail.</summary>
internal sealed class GetInsightSelectors : IOperation<GetInsightSelectorsRequest, GetInsightSelectorsResponse>
{
    public ValueTask<Target> TargetAsync(GetInsightSelectorsRequest request, Call call, CancellationToken cancellationToken)
        => request.TrailName is { } name ? call.TrailTargetAsync(name, cancellationToken) : new(Target.Any);

    public async ValueTask<GetInsightSelectorsResponse> ExecuteAsync(GetInsightSelectorsRequest request, Call call, CancellationToken cancellationToken)
    {
        var name = InsightRules.TrailNameOf(request.TrailName, request.EventDataStore);
        var trail = await call.TrailAsync(name, cancellationToken);
        return trail.Insights is { } insights
            ? new() { TrailARN = trail.Arn, InsightSelectors = [.. insights.Select(static insight => insight.ToShape())] }
            : throw new InsightNotEnabledException(
                $"Trail {trail.Name} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.");
    }
}
