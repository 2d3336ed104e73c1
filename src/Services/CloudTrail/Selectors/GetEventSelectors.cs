using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>Tells which events a trail delivers: all management events, when nothing else was said.</summary>
internal sealed class GetEventSelectors : IOperation<GetEventSelectorsRequest, GetEventSelectorsResponse>
{
    public ValueTask<Target> TargetAsync(GetEventSelectorsRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.TrailName, cancellationToken);

    public async ValueTask<GetEventSelectorsResponse> ExecuteAsync(GetEventSelectorsRequest request, Call call, CancellationToken cancellationToken)
    {
        var trail = await call.TrailAsync(request.TrailName, cancellationToken);
        return new()
        {
            TrailARN = trail.Arn,
            EventSelectors = trail.AdvancedSelectors is null
                ? [.. (trail.BasicSelectors ?? [BasicSelector.Default]).Select(static selector => selector.ToShape())]
                : null,
            AdvancedEventSelectors = trail.AdvancedSelectors is null ? null : [.. trail.AdvancedSelectors.Select(static selector => selector.ToShape())],
        };
    }
}
