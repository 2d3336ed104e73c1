using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>Finds recorded calls of the last ninety days in the caller's account and region, newest first, by one attribute or all.</summary>
internal sealed class LookupEvents(IEventResources resources, EventHistoryOptions options)
    : IOperation<LookupEventsRequest, LookupEventsResponse>
{
    /// <summary>The most events of a page, and how many it has when the request does not say.</summary>
    public const int PageSizeMax = 50;

    private readonly LookupThrottle _throttle = new(options);

    public ValueTask<Target> TargetAsync(LookupEventsRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<LookupEventsResponse> ExecuteAsync(LookupEventsRequest request, Call call, CancellationToken cancellationToken)
    {
        _throttle.Admit(call.Account, call.Region, call.Now);
        var query = LookupQuery.Of(request, call);
        var size = PageSizeOf(request);
        var place = request.NextToken is null ? LookupPlace.Start : query.ReadToken(request.NextToken);
        if (query.IsForInsights)
        {
            // Nothing here looks for unusual activity yet, so there is no insight to find.
            return new() { Events = [] };
        }

        // One more than the page, to know whether there is another.
        var own = await call.Transaction.SearchStreamAsync(query.ToStreamQuery(place, size + 1), cancellationToken);
        var imported = await call.Transaction.SearchStreamAsync(query.ToImportedQuery(place, size + 1), cancellationToken);
        var (page, next) = place.Merge(own, imported, size);
        return new()
        {
            Events = [.. page.Select(entry => RecordedEvent.ToShape(entry, resources))],
            NextToken = next is { } after ? query.MakeToken(after) : null,
        };
    }

    private static int PageSizeOf(LookupEventsRequest request)
    {
        var size = request.MaxResults ?? PageSizeMax;
        return size is >= 1 and <= PageSizeMax
            ? size
            : throw new InvalidMaxResultsException($"Max results must be between 1 and {PageSizeMax}.");
    }
}
