using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Lists the roles of the account, or those under a path.</summary>
internal sealed class ListRoles : IOperation<ListRolesRequest, ListRolesResponse>
{
    /// <remarks>The reference names no resource; AWS's refusals name the path that is listed.</remarks>
    public ValueTask<Target> TargetAsync(ListRolesRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(call.IamArn("role" + (request.PathPrefix ?? UserTable.RootPath))));

    public async ValueTask<ListRolesResponse> ExecuteAsync(ListRolesRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = Role.PrefixOf(call.Account);
        var path = request.PathPrefix ?? UserTable.RootPath;
        var listing = IamListing.Of($"ListRoles/{prefix}{path}", request.Marker, request.MaxItems);
        var page = path == UserTable.RootPath
            ? await listing.ReadAsync<Role>(call.Transaction, prefix, cancellationToken)
            : await listing.ReadAsync<Role>(
                call.Transaction, prefix, role => role.Path.StartsWith(path, StringComparison.Ordinal), cancellationToken);
        var roles = new List<RoleShape>(page.Items.Count);
        foreach (var role in page.Items)
        {
            roles.Add(await role.ToListedShapeAsync(call, cancellationToken));
        }

        return new() { Roles = roles, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
