using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Principals;

/// <summary>Finds users and roles by what policies call them.</summary>
internal static class PrincipalTable
{
    private const string UserType = "user/";
    private const string RoleType = "role/";
    private const string SessionType = "assumed-role/";

    /// <summary>Finds the ARN that a user or role of a unique id has now; null when it is gone, or never was.</summary>
    public static async ValueTask<Arn?> FindArnAsync(this IReadTransaction transaction, string uniqueId, CancellationToken cancellationToken)
        => uniqueId.StartsWith(Role.IdPrefix, StringComparison.Ordinal)
            ? (await transaction.FindRoleByIdAsync(uniqueId, cancellationToken))?.Arn
            : uniqueId.StartsWith(User.IdPrefix, StringComparison.Ordinal)
                ? (await transaction.FindUserByIdAsync(uniqueId, cancellationToken))?.Arn
                : null;

    /// <summary>Finds the unique id of the user or role that an ARN names; null when there is none. The ARN of a session names its role.</summary>
    public static async ValueTask<string?> FindIdAsync(this IReadTransaction transaction, Arn arn, CancellationToken cancellationToken)
    {
        if (!AccountId.TryParse(arn.Account, provider: null, out var account))
        {
            return null;
        }

        var resource = arn.Resource;
        if (resource.StartsWith(SessionType, StringComparison.Ordinal))
        {
            var role = await transaction.FindRoleAsync(account, SessionRoleOf(resource), cancellationToken);
            return role is not null && arn.Value.StartsWith(SessionPrefixOf(role), StringComparison.Ordinal) ? role.Id : null;
        }

        var name = resource[(resource.LastIndexOf('/') + 1)..];
        if (resource.StartsWith(UserType, StringComparison.Ordinal))
        {
            return await transaction.FindUserAsync(account, name, cancellationToken) is { } user && user.Arn == arn ? user.Id : null;
        }

        return resource.StartsWith(RoleType, StringComparison.Ordinal)
            && await transaction.FindRoleAsync(account, name, cancellationToken) is { } found
            && found.Arn == arn
                ? found.Id
                : null;
    }

    /// <summary>Says whether an ARN is of a kind that names a user, a role or a role's session.</summary>
    public static bool NamesUserOrRole(Arn arn)
        => arn.Resource.StartsWith(UserType, StringComparison.Ordinal)
            || arn.Resource.StartsWith(RoleType, StringComparison.Ordinal)
            || arn.Resource.StartsWith(SessionType, StringComparison.Ordinal);

    /// <summary>Says whether an ARN is that of a role's session.</summary>
    public static bool NamesSession(Arn arn) => arn.Resource.StartsWith(SessionType, StringComparison.Ordinal);

    // The ARN of a session has the role's name without its path.
    private static string SessionPrefixOf(Role role) => $"arn:{role.Partition}:sts::{role.Account.Value}:{SessionType}{role.Name}/";

    private static string SessionRoleOf(string resource)
    {
        var rest = resource[SessionType.Length..];
        return rest.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? rest[..slash] : rest;
    }
}
