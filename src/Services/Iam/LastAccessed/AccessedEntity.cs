using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>A user, group or role as answers about access name it.</summary>
/// <param name="Type"><c>USER</c>, <c>GROUP</c> or <c>ROLE</c>.</param>
/// <param name="Id">The unique id.</param>
/// <param name="Name">The name.</param>
/// <param name="Path">The path.</param>
/// <param name="Arn">The ARN.</param>
internal sealed record AccessingEntity(string Type, string Id, string Name, string Path, string Arn)
{
    /// <summary>Names a user.</summary>
    public static AccessingEntity Of(User user) => new(PolicyOwnerEntityType.USER, user.Id, user.Name, user.Path, user.Arn.Value);

    /// <summary>Names a group.</summary>
    public static AccessingEntity Of(Group group) => new(PolicyOwnerEntityType.GROUP, group.Id, group.Name, group.Path, group.Arn.Value);

    /// <summary>Names a role.</summary>
    public static AccessingEntity Of(Role role) => new(PolicyOwnerEntityType.ROLE, role.Id, role.Name, role.Path, role.Arn.Value);
}

/// <summary>The user, group, role or managed policy of which is asked what it gave access to.</summary>
internal sealed record AccessedEntity
{
    /// <summary>The account that asks.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Whose policies grant: the entity itself, and the groups of a user.</summary>
    public IReadOnlyList<AccessingEntity> Holders { get; init; } = [];

    /// <summary>The policy, when it is one.</summary>
    public ManagedPolicy? Policy { get; init; }

    /// <summary>The tags of the entity, which are what conditions know of it.</summary>
    public IReadOnlyList<ConditionKey> Keys { get; init; } = [];

    /// <summary>Finds the entity of an ARN; null when there is none.</summary>
    /// <exception cref="InvalidInputException">The ARN is not that of a user, group, role or policy that the account may ask about.</exception>
    public static async ValueTask<AccessedEntity?> FindAsync(
        IReadTransaction transaction, AccountId account, string arn, CancellationToken cancellationToken)
    {
        var resource = new Arn(arn).Resource;
        var name = resource[(resource.LastIndexOf('/') + 1)..];
        return resource.Split('/')[0] switch
        {
            "policy" when PolicyArn.TryRead(arn, out _) => await transaction.FindPolicyAsync(account, arn, cancellationToken) is { } policy
                ? new() { Account = account, Policy = policy, Keys = policy.Tags.GlobalResourceKeys() }
                : null,
            "user" when IsOf(account, arn) => await transaction.FindUserAsync(account, name, cancellationToken) is { } user && user.Arn.Value == arn
                ? await OfAsync(transaction, user, cancellationToken)
                : null,
            "group" when IsOf(account, arn) => await transaction.FindGroupAsync(account, name, cancellationToken) is { } group && group.Arn.Value == arn
                ? new() { Account = account, Holders = [AccessingEntity.Of(group)] }
                : null,
            "role" when IsOf(account, arn) => await transaction.FindRoleAsync(account, name, cancellationToken) is { } role && role.Arn.Value == arn
                ? new() { Account = account, Holders = [AccessingEntity.Of(role)], Keys = role.Tags.ResourceKeys() }
                : null,
            _ => throw new InvalidInputException($"ARN {arn} is not valid."),
        };
    }

    /// <summary>Lists the users and roles that may use what the entity grants, in the order of their unique ids.</summary>
    public async ValueTask<IReadOnlyList<AccessingEntity>> AccessingAsync(IReadTransaction transaction, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, AccessingEntity>(StringComparer.Ordinal);
        if (Policy is { } policy)
        {
            var uses = await transaction.ListAsync<PolicyUse>(PolicyUse.PrefixOf(Account, policy.Id, PolicyUseKind.Attached), cancellationToken);
            foreach (var use in uses)
            {
                await AddAsync(found, transaction, use.EntityId, cancellationToken);
            }
        }
        else
        {
            await AddAsync(found, transaction, Holders[0].Id, cancellationToken);
        }

        return [.. found.Values];
    }

    private static bool IsOf(AccountId account, string arn) => new Arn(arn).Account == account.Value;

    private static async ValueTask<AccessedEntity> OfAsync(IReadTransaction transaction, User user, CancellationToken cancellationToken)
        => new()
        {
            Account = user.Account,
            Holders = [AccessingEntity.Of(user), .. (await transaction.GroupsOfAsync(user.Id, cancellationToken)).Select(AccessingEntity.Of)],
            Keys = user.Tags.ResourceKeys(),
        };

    private async ValueTask AddAsync(
        SortedDictionary<string, AccessingEntity> found, IReadTransaction transaction, string id, CancellationToken cancellationToken)
    {
        if (id.StartsWith(Group.IdPrefix, StringComparison.Ordinal))
        {
            foreach (var member in await transaction.ListAsync<Membership>(Membership.PrefixOf(Account, id), cancellationToken))
            {
                await AddAsync(found, transaction, member.UserId, cancellationToken);
            }
        }
        else if (id.StartsWith(Role.IdPrefix, StringComparison.Ordinal))
        {
            if (await transaction.FindRoleByIdAsync(id, cancellationToken) is { } role)
            {
                found[id] = AccessingEntity.Of(role);
            }
        }
        else if (await transaction.FindUserByIdAsync(id, cancellationToken) is { } user)
        {
            found[id] = AccessingEntity.Of(user);
        }
    }
}
