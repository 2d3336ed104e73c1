using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Finds roles, and owns IAM's words for one that is missing or not the account's to change.</summary>
internal static class RoleTable
{
    /// <summary>Finds the role of a name; null when there is none.</summary>
    public static ValueTask<Role?> FindRoleAsync(
        this IReadTransaction transaction, AccountId account, string name, CancellationToken cancellationToken)
        => transaction.FindAsync<Role>(Role.KeyOf(account, name), cancellationToken);

    /// <summary>Finds the role behind something that belongs to one.</summary>
    public static ValueTask<Role?> FindRoleByIdAsync(this IReadTransaction transaction, string id, CancellationToken cancellationToken)
        => transaction.FindByIndexAsync(Role.ById, id, cancellationToken);

    /// <summary>Finds the role of a name.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<Role> RoleAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindRoleAsync(call.Account, name, cancellationToken)
            ?? throw new NoSuchEntityException($"The role with name {name} cannot be found.");

    /// <summary>Finds the role of a name, to be changed.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    /// <exception cref="UnmodifiableEntityException">It is linked to a service, which alone may change it.</exception>
    public static async ValueTask<Role> ModifiableRoleAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(name, cancellationToken);
        return role.IsServiceLinked ? throw Protected(role) : role;
    }

    /// <summary>What is answered to who would change a role that is linked to a service.</summary>
    public static UnmodifiableEntityException Protected(Role role)
        => new($"Cannot perform the operation on the protected role '{role.Name}' - this role is only modifiable by AWS");

    /// <summary>Gives a description as a role keeps it: an empty one is none.</summary>
    public static string? DescriptionOf(string? given) => string.IsNullOrEmpty(given) ? null : given;

    /// <summary>Adds a role to those of the account.</summary>
    /// <exception cref="LimitExceededException">The account has as many as it may have.</exception>
    public static async ValueTask AddRoleAsync(this Call call, Role role, IamQuotas quotas, CancellationToken cancellationToken)
    {
        if (!await call.Transaction.HasRoomAsync<Role>(Role.PrefixOf(call.Account), quotas.RolesPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for RolesPerAccount: {quotas.RolesPerAccount}");
        }

        call.Transaction.Insert(role);
    }

    /// <summary>Deletes a role with what is known of its use; nothing else may hang on it.</summary>
    public static async ValueTask DeleteRoleAsync(this ITransaction transaction, Role role, CancellationToken cancellationToken)
    {
        transaction.Delete(role);
        if (await transaction.FindAsync<RoleLastUse>(RoleLastUse.KeyOf(role.Account, role.Id), cancellationToken) is { } use)
        {
            transaction.Delete(use);
        }
    }

    /// <summary>Names a role as what is acted on, with its tags; a role that is missing has the ARN that its name would give it.</summary>
    public static async ValueTask<Target> RoleTargetAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindRoleAsync(call.Account, name, cancellationToken) is { } role
            ? new Target(role.Arn) { Context = role.Tags.ResourceKeys() }
            : new Target(Role.ArnOf(call.Partition.Name, call.Account, UserTable.RootPath, name));

    /// <summary>Names a role as what is acted on, telling its permissions boundary too.</summary>
    /// <remarks>For the operations of which the service authorization reference says that <c>iam:PermissionsBoundary</c> applies.</remarks>
    public static async ValueTask<Target> BoundedRoleTargetAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var target = await call.RoleTargetAsync(name, cancellationToken);
        return await call.Transaction.FindRoleAsync(call.Account, name, cancellationToken) is { BoundaryArn: { } boundary }
            ? target.With(new ConditionKey("iam:PermissionsBoundary", boundary))
            : target;
    }
}
