using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>Says which insights are wanted of a trail; an empty list wants none. They are kept, and nothing looks for unusual activity yet.</summary>
internal sealed class PutInsightSelectors : IOperation<PutInsightSelectorsRequest, PutInsightSelectorsResponse>
{
    public ValueTask<Target> TargetAsync(PutInsightSelectorsRequest request, Call call, CancellationToken cancellationToken)
        => request.TrailName is { } name ? call.TrailTargetAsync(name, cancellationToken) : new(Target.Any);

    public async ValueTask<PutInsightSelectorsResponse> ExecuteAsync(PutInsightSelectorsRequest request, Call call, CancellationToken cancellationToken)
    {
        var name = InsightRules.TrailNameOf(request.TrailName, request.EventDataStore ?? request.InsightsDestination);
        var before = await call.OwnTrailAsync(name, cancellationToken);
        var wanted = request.InsightSelectors.Select(static shape => new WantedInsight(shape.InsightType ?? "", shape.EventCategories is null ? null : [.. shape.EventCategories])).ToList();
        InsightRules.Check(before, wanted);
        var after = before with { Insights = wanted.Count == 0 ? null : wanted };
        call.Transaction.Replace(before, after);
        return new() { TrailARN = after.Arn, InsightSelectors = [.. wanted.Select(static insight => insight.ToShape())] };
    }
}
