using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Lists the instance profiles of the account, or those under a path.</summary>
internal sealed class ListInstanceProfiles : IOperation<ListInstanceProfilesRequest, ListInstanceProfilesResponse>
{
    /// <remarks>The reference names no resource; AWS's refusals name the path that is listed.</remarks>
    public ValueTask<Target> TargetAsync(ListInstanceProfilesRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(call.IamArn("instance-profile" + (request.PathPrefix ?? UserTable.RootPath))));

    public async ValueTask<ListInstanceProfilesResponse> ExecuteAsync(
        ListInstanceProfilesRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = InstanceProfile.PrefixOf(call.Account);
        var path = request.PathPrefix ?? UserTable.RootPath;
        var page = await IamListing.Of($"ListInstanceProfiles/{prefix}{path}", request.Marker, request.MaxItems).ReadAsync<InstanceProfile>(
            call.Transaction, prefix, profile => profile.Path.StartsWith(path, StringComparison.Ordinal), cancellationToken);
        var profiles = new List<InstanceProfileShape>(page.Items.Count);
        foreach (var profile in page.Items)
        {
            profiles.Add(await profile.ToListedShapeAsync(call, cancellationToken));
        }

        return new() { InstanceProfiles = profiles, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
