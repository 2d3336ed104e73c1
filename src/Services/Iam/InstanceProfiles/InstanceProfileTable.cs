using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Finds instance profiles, and owns IAM's words for one that is missing.</summary>
internal static class InstanceProfileTable
{
    /// <summary>Finds the instance profile of a name; null when there is none.</summary>
    public static ValueTask<InstanceProfile?> FindInstanceProfileAsync(
        this IReadTransaction transaction, AccountId account, string name, CancellationToken cancellationToken)
        => transaction.FindAsync<InstanceProfile>(InstanceProfile.KeyOf(account, name), cancellationToken);

    /// <summary>Finds the instance profile of a name.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<InstanceProfile> InstanceProfileAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindInstanceProfileAsync(call.Account, name, cancellationToken)
            ?? throw new NoSuchEntityException($"Instance Profile {name} cannot be found.");

    /// <summary>Lists the instance profiles that contain a role, in the order of their names.</summary>
    public static ValueTask<IReadOnlyList<InstanceProfile>> InstanceProfilesOfAsync(
        this IReadTransaction transaction, string roleId, CancellationToken cancellationToken)
        => transaction.ListByIndexAsync(InstanceProfile.ByRole, roleId, after: null, int.MaxValue, cancellationToken);

    /// <summary>Names an instance profile as what is acted on, with its tags; one that is missing has the ARN that its name would give it.</summary>
    public static async ValueTask<Target> InstanceProfileTargetAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindInstanceProfileAsync(call.Account, name, cancellationToken) is { } profile
            ? new Target(profile.Arn) { Context = profile.Tags.GlobalResourceKeys() }
            : new Target(InstanceProfile.ArnOf(call.Partition.Name, call.Account, UserTable.RootPath, name));

    /// <summary>Gives the instance profile as GetInstanceProfile does: with its role and its tags, even when there are none.</summary>
    public static async ValueTask<InstanceProfileShape> ToShapeAsync(
        this InstanceProfile profile, Call call, CancellationToken cancellationToken)
        => await profile.ToListedShapeAsync(call, cancellationToken) with { Tags = profile.Tags.ToShapes() };

    /// <summary>Gives the instance profile as listings do: with its role, without tags.</summary>
    public static async ValueTask<InstanceProfileShape> ToListedShapeAsync(
        this InstanceProfile profile, Call call, CancellationToken cancellationToken)
    {
        // A role is not deleted while a profile contains it.
        var role = profile.RoleId is { } id ? await call.Transaction.FindRoleByIdAsync(id, cancellationToken) : null;
        return new()
        {
            Path = profile.Path,
            InstanceProfileName = profile.Name,
            InstanceProfileId = profile.Id,
            Arn = profile.Arn.Value,
            CreateDate = profile.CreateDate,
            Roles = role is null ? [] : [await role.ToPlainShapeAsync(call, cancellationToken)],
        };
    }
}
