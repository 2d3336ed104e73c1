using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Tells how trails are set: those that are named, or those that are seen in the region; names that no trail has are passed over.</summary>
internal sealed class DescribeTrails : IOperation<DescribeTrailsRequest, DescribeTrailsResponse>
{
    public ValueTask<Target> TargetAsync(DescribeTrailsRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<DescribeTrailsResponse> ExecuteAsync(DescribeTrailsRequest request, Call call, CancellationToken cancellationToken)
    {
        var withShadows = request.IncludeShadowTrails ?? true;
        var all = await call.TrailsAsync(cancellationToken);
        var names = (request.TrailNameList ?? []).Select(name => (Said: name, TrailName.Read(call, name).Name)).ToList();
        var found = all.Where(trail => names.Count == 0
            ? trail.IsSeenIn(call.Region)
            : names.Exists(name => TrailName.IsArn(name.Said) ? trail.Arn == name.Said : trail.Name == name.Name && trail.IsSeenIn(call.Region)));
        return new() { TrailList = [.. found.Where(trail => withShadows || trail.HomeRegion == call.Region.Value).Select(static trail => trail.ToShape())] };
    }
}
