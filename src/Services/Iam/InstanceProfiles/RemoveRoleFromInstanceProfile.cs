using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Takes a role out of the instance profile that contains it.</summary>
internal sealed class RemoveRoleFromInstanceProfile
    : IOperation<RemoveRoleFromInstanceProfileRequest, RemoveRoleFromInstanceProfileResponse>
{
    public ValueTask<Target> TargetAsync(RemoveRoleFromInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
        => call.InstanceProfileTargetAsync(request.InstanceProfileName, cancellationToken);

    public async ValueTask<RemoveRoleFromInstanceProfileResponse> ExecuteAsync(
        RemoveRoleFromInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var profile = await call.InstanceProfileAsync(request.InstanceProfileName, cancellationToken);
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        if (profile.RoleId != role.Id)
        {
            throw new NoSuchEntityException($"The role with name {request.RoleName} cannot be found.");
        }

        call.Transaction.Replace(profile, profile with { RoleId = null });
        return new();
    }
}
