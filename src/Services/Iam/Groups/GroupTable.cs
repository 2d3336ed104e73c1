using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Finds groups and memberships, and owns IAM's words for a group that is missing.</summary>
internal static class GroupTable
{
    /// <summary>Finds the group of a name; null when there is none.</summary>
    public static ValueTask<Group?> FindGroupAsync(
        this IReadTransaction transaction, AccountId account, string name, CancellationToken cancellationToken)
        => transaction.FindAsync<Group>(Group.KeyOf(account, name), cancellationToken);

    /// <summary>Finds the group of a name.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<Group> GroupAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindGroupAsync(call.Account, name, cancellationToken)
            ?? throw new NoSuchEntityException($"The group with name {name} cannot be found.");

    /// <summary>Names a group as what is acted on; one that is missing has the ARN that its name would give it.</summary>
    public static async ValueTask<Target> GroupTargetAsync(this Call call, string name, CancellationToken cancellationToken)
        => new(await call.Transaction.FindGroupAsync(call.Account, name, cancellationToken) is { } group
            ? group.Arn
            : Group.ArnOf(call.Partition.Name, call.Account, UserTable.RootPath, name));

    /// <summary>Lists the memberships of a user; a quota keeps them few.</summary>
    public static ValueTask<IReadOnlyList<Membership>> MembershipsOfAsync(
        this IReadTransaction transaction, string userId, CancellationToken cancellationToken)
        => transaction.ListByIndexAsync(Membership.ByUser, userId, after: null, int.MaxValue, cancellationToken);

    /// <summary>Lists the groups of a user, in the order of their names.</summary>
    public static async ValueTask<IReadOnlyList<Group>> GroupsOfAsync(
        this IReadTransaction transaction, string userId, CancellationToken cancellationToken)
    {
        var groups = new List<Group>();
        foreach (var membership in await transaction.MembershipsOfAsync(userId, cancellationToken))
        {
            if (await transaction.FindByIndexAsync(Group.ById, membership.GroupId, cancellationToken) is { } group)
            {
                groups.Add(group);
            }
        }

        groups.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return groups;
    }

    /// <summary>Gives the modeled form.</summary>
    public static GroupShape ToShape(this Group group) => new()
    {
        Path = group.Path,
        GroupName = group.Name,
        GroupId = group.Id,
        Arn = group.Arn.Value,
        CreateDate = group.CreateDate,
    };
}
