using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Tells how a trail is set.</summary>
internal sealed class GetTrail : IOperation<GetTrailRequest, GetTrailResponse>
{
    public ValueTask<Target> TargetAsync(GetTrailRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.Name, cancellationToken);

    public async ValueTask<GetTrailResponse> ExecuteAsync(GetTrailRequest request, Call call, CancellationToken cancellationToken)
        => new() { Trail = (await call.TrailAsync(request.Name, cancellationToken)).ToShape() };
}
