using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Users;

/// <summary>Creates a user.</summary>
internal sealed class CreateUser(IamQuotas quotas) : IOperation<CreateUserRequest, CreateUserResponse>
{
    public ValueTask<Target> TargetAsync(CreateUserRequest request, Call call, CancellationToken cancellationToken)
    {
        // A user of that name that exists has no say: the ARN is that of the user to be made.
        var target = new Target(User.ArnOf(call.Partition.Name, call.Account, request.Path ?? UserTable.RootPath, request.UserName));
        if (request.PermissionsBoundary is { } boundary)
        {
            target = target.With(new ConditionKey("iam:PermissionsBoundary", boundary));
        }

        return new(request.Tags is { Count: > 0 } tags ? target.With(tags.RequestKeys()) : target);
    }

    public async ValueTask<CreateUserResponse> ExecuteAsync(CreateUserRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfUsers.Read(request.Tags);
        if (await call.Transaction.FindUserAsync(call.Account, request.UserName, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"User with name {request.UserName} already exists.");
        }

        if (!await call.Transaction.HasRoomAsync<User>(User.PrefixOf(call.Account), quotas.UsersPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for UsersPerAccount: {quotas.UsersPerAccount}");
        }

        var user = new User
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.UserName,
            Path = request.Path ?? UserTable.RootPath,
            Id = call.Ids.NewUniqueId(User.IdPrefix),
            CreateDate = call.NowToTheSecond(),
            BoundaryArn = request.PermissionsBoundary,
            Tags = tags,
        };
        if (request.PermissionsBoundary is { } boundary)
        {
            await call.UseAsBoundaryAsync(boundary, user.Id, cancellationToken);
        }

        call.Transaction.Insert(user);
        return new() { User = user.ToShape() };
    }
}
