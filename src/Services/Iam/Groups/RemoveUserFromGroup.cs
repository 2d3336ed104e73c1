using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Takes a user out of a group; one that is not in it stays out, without an error.</summary>
internal sealed class RemoveUserFromGroup : IOperation<RemoveUserFromGroupRequest, RemoveUserFromGroupResponse>
{
    public ValueTask<Target> TargetAsync(RemoveUserFromGroupRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<RemoveUserFromGroupResponse> ExecuteAsync(
        RemoveUserFromGroupRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var key = Membership.KeyOf(call.Account, group.Id, user.Name);
        if (await call.Transaction.FindAsync<Membership>(key, cancellationToken) is { } membership)
        {
            call.Transaction.Delete(membership);
        }

        return new();
    }
}
