using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>Says which events a trail delivers, by basic selectors or by advanced ones; either takes the place of what was there.</summary>
internal sealed class PutEventSelectors : IOperation<PutEventSelectorsRequest, PutEventSelectorsResponse>
{
    public ValueTask<Target> TargetAsync(PutEventSelectorsRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.TrailName, cancellationToken);

    public async ValueTask<PutEventSelectorsResponse> ExecuteAsync(PutEventSelectorsRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.OwnTrailAsync(request.TrailName, cancellationToken);
        if (request is { EventSelectors: null, AdvancedEventSelectors: null } or { EventSelectors: not null, AdvancedEventSelectors: not null })
        {
            throw new InvalidEventSelectorsException("You must specify either EventSelectors or AdvancedEventSelectors, but not both.");
        }

        var after = before with
        {
            BasicSelectors = request.EventSelectors is { } basic ? SelectorRules.Read(basic) : null,
            AdvancedSelectors = request.AdvancedEventSelectors is { } advanced ? SelectorRules.Read(advanced) : null,
        };
        call.Transaction.Replace(before, after);
        return new()
        {
            TrailARN = after.Arn,
            EventSelectors = after.BasicSelectors is null ? null : [.. after.BasicSelectors.Select(static selector => selector.ToShape())],
            AdvancedEventSelectors = after.AdvancedSelectors is null ? null : [.. after.AdvancedSelectors.Select(static selector => selector.ToShape())],
        };
    }
}
