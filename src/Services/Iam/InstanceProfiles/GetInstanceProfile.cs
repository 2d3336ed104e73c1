using Holdfast.Kernel;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Tells about an instance profile, with the role that it contains.</summary>
internal sealed class GetInstanceProfile : IOperation<GetInstanceProfileRequest, GetInstanceProfileResponse>
{
    public ValueTask<Target> TargetAsync(GetInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
        => call.InstanceProfileTargetAsync(request.InstanceProfileName, cancellationToken);

    public async ValueTask<GetInstanceProfileResponse> ExecuteAsync(
        GetInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var profile = await call.InstanceProfileAsync(request.InstanceProfileName, cancellationToken);
        return new() { InstanceProfile = await profile.ToShapeAsync(call, cancellationToken) };
    }
}
