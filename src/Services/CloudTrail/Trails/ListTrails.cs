using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Lists the trails of the account, of all regions; the token of a further page is "reserved for future use".</summary>
internal sealed class ListTrails : IOperation<ListTrailsRequest, ListTrailsResponse>
{
    public ValueTask<Target> TargetAsync(ListTrailsRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListTrailsResponse> ExecuteAsync(ListTrailsRequest request, Call call, CancellationToken cancellationToken) => new()
    {
        Trails =
        [
            .. (await call.TrailsAsync(cancellationToken))
                .Select(static trail => new TrailInfoShape { TrailARN = trail.Arn, Name = trail.Name, HomeRegion = trail.HomeRegion }),
        ],
    };
}
