using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Iam.Users;

/// <summary>Takes the permissions boundary from a user; without one there is nothing to do.</summary>
internal sealed class DeleteUserPermissionsBoundary
    : IOperation<DeleteUserPermissionsBoundaryRequest, DeleteUserPermissionsBoundaryResponse>
{
    public ValueTask<Target> TargetAsync(DeleteUserPermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedUserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeleteUserPermissionsBoundaryResponse> ExecuteAsync(
        DeleteUserPermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        if (await call.ChangeBoundaryAsync(user.Id, user.BoundaryArn, to: null, cancellationToken))
        {
            call.Transaction.Replace(user, user with { BoundaryArn = null });
        }

        return new();
    }
}
