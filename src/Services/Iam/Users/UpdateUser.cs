using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Iam.Users;

/// <summary>Gives a user another name, another path, or both; its id and all that hangs on it stay.</summary>
internal sealed class UpdateUser : IOperation<UpdateUserRequest, UpdateUserResponse>
{
    /// <remarks>"You must have permission on both the source object and the target object" (UpdateUser).</remarks>
    public async ValueTask<Target> TargetAsync(UpdateUserRequest request, Call call, CancellationToken cancellationToken)
    {
        var source = await call.UserTargetAsync(request.UserName, cancellationToken);
        if (request is { NewUserName: null, NewPath: null })
        {
            return source;
        }

        var user = await call.Transaction.FindUserAsync(call.Account, request.UserName, cancellationToken);
        var destination = User.ArnOf(
            call.Partition.Name,
            call.Account,
            request.NewPath ?? user?.Path ?? UserTable.RootPath,
            request.NewUserName ?? user?.Name ?? request.UserName);
        return source with { Also = [source with { Resource = destination }] };
    }

    public async ValueTask<UpdateUserResponse> ExecuteAsync(UpdateUserRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var updated = user with { Name = request.NewUserName ?? user.Name, Path = request.NewPath ?? user.Path };
        if (updated.Key != user.Key)
        {
            await MoveAsync(user, updated, call, cancellationToken);
        }
        else if (updated.Name != user.Name || updated.Path != user.Path)
        {
            call.Transaction.Replace(user, updated);
        }

        return new();
    }

    private static async ValueTask MoveAsync(User user, User moved, Call call, CancellationToken cancellationToken)
    {
        if (await call.Transaction.FindUserAsync(call.Account, moved.Name, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"User with name {moved.Name} already exists.");
        }

        call.Transaction.Delete(user);
        call.Transaction.Insert(moved);
        foreach (var membership in await call.Transaction.MembershipsOfAsync(user.Id, cancellationToken))
        {
            call.Transaction.Delete(membership);
            call.Transaction.Insert(membership with { UserName = moved.Name });
        }
    }
}
