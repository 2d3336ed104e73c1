using Holdfast.Kernel;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Deletes an instance profile that contains no role.</summary>
internal sealed class DeleteInstanceProfile : IOperation<DeleteInstanceProfileRequest, DeleteInstanceProfileResponse>
{
    public ValueTask<Target> TargetAsync(DeleteInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
        => call.InstanceProfileTargetAsync(request.InstanceProfileName, cancellationToken);

    public async ValueTask<DeleteInstanceProfileResponse> ExecuteAsync(
        DeleteInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var profile = await call.InstanceProfileAsync(request.InstanceProfileName, cancellationToken);
        if (profile.RoleId is not null)
        {
            throw new DeleteConflictException("Cannot delete entity, must remove roles from instance profile first.");
        }

        call.Transaction.Delete(profile);
        return new();
    }
}
