using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Users;

/// <summary>Lists the users of the account, or those under a path.</summary>
internal sealed class ListUsers : IOperation<ListUsersRequest, ListUsersResponse>
{
    /// <remarks>The reference names no resource; AWS's refusals name the path that is listed ("on resource: arn:aws:iam::…:user/").</remarks>
    public ValueTask<Target> TargetAsync(ListUsersRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(call.IamArn("user" + (request.PathPrefix ?? UserTable.RootPath))));

    public async ValueTask<ListUsersResponse> ExecuteAsync(ListUsersRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = User.PrefixOf(call.Account);
        var path = request.PathPrefix ?? UserTable.RootPath;
        var listing = IamListing.Of($"ListUsers/{prefix}{path}", request.Marker, request.MaxItems);
        var page = path == UserTable.RootPath
            ? await listing.ReadAsync<User>(call.Transaction, prefix, cancellationToken)
            : await listing.ReadAsync<User>(
                call.Transaction, prefix, user => user.Path.StartsWith(path, StringComparison.Ordinal), cancellationToken);

        return new()
        {
            Users = page.Select(UserShapes.ToListedShape).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }
}
