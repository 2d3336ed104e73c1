using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Users;

/// <summary>Finds users, and owns IAM's words for one that is missing.</summary>
internal static class UserTable
{
    /// <summary>The path of what is made without one.</summary>
    public const string RootPath = "/";

    /// <summary>Finds the user of a name; null when there is none.</summary>
    public static ValueTask<User?> FindUserAsync(
        this IReadTransaction transaction, AccountId account, string name, CancellationToken cancellationToken)
        => transaction.FindAsync<User>(User.KeyOf(account, name), cancellationToken);

    /// <summary>Finds the user of a name.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<User> UserAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindUserAsync(call.Account, name, cancellationToken)
            ?? throw new NoSuchEntityException($"The user with name {name} cannot be found.");

    /// <summary>Finds the user behind something that belongs to one.</summary>
    public static ValueTask<User?> FindUserByIdAsync(this IReadTransaction transaction, string id, CancellationToken cancellationToken)
        => transaction.FindByIndexAsync(User.ById, id, cancellationToken);

    /// <summary>Gives a user as a principal.</summary>
    public static Caller ToCaller(this User user) => new()
    {
        Kind = CallerKind.User,
        Account = user.Account,
        Arn = user.Arn.Value,
        PrincipalId = user.Id,
        UserName = user.Name,
        Tags = user.Tags.ToDictionary(),
    };

    /// <summary>Names a user as what is acted on, with its tags; a user that is missing has the ARN that its name would give it.</summary>
    public static async ValueTask<Target> UserTargetAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindUserAsync(call.Account, name, cancellationToken) is { } user
            ? new Target(user.Arn) { Context = user.Tags.ResourceKeys() }
            : new Target(User.ArnOf(call.Partition.Name, call.Account, RootPath, name));

    /// <summary>Names a user as what is acted on, telling its permissions boundary too.</summary>
    /// <remarks>For the operations of which the service authorization reference says that <c>iam:PermissionsBoundary</c> applies.</remarks>
    public static async ValueTask<Target> BoundedUserTargetAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var target = await call.UserTargetAsync(name, cancellationToken);
        return await call.Transaction.FindUserAsync(call.Account, name, cancellationToken) is { BoundaryArn: { } boundary }
            ? target.With(new ConditionKey("iam:PermissionsBoundary", boundary))
            : target;
    }
}
