using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Iam.Users;

/// <summary>Makes a managed policy the permissions boundary of a user, in the place of another.</summary>
internal sealed class PutUserPermissionsBoundary
    : IOperation<PutUserPermissionsBoundaryRequest, PutUserPermissionsBoundaryResponse>
{
    public async ValueTask<Target> TargetAsync(PutUserPermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
        => (await call.UserTargetAsync(request.UserName, cancellationToken))
            .With(new ConditionKey("iam:PermissionsBoundary", request.PermissionsBoundary));

    public async ValueTask<PutUserPermissionsBoundaryResponse> ExecuteAsync(
        PutUserPermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        if (await call.ChangeBoundaryAsync(user.Id, user.BoundaryArn, request.PermissionsBoundary, cancellationToken))
        {
            call.Transaction.Replace(user, user with { BoundaryArn = request.PermissionsBoundary });
        }

        return new();
    }
}
