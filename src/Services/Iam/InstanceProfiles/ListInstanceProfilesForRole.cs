using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Lists the instance profiles that contain a role, in the order of their names.</summary>
internal sealed class ListInstanceProfilesForRole : IOperation<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse>
{
    public ValueTask<Target> TargetAsync(ListInstanceProfilesForRoleRequest request, Call call, CancellationToken cancellationToken)
        => call.RoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<ListInstanceProfilesForRoleResponse> ExecuteAsync(
        ListInstanceProfilesForRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var containing = await call.Transaction.InstanceProfilesOfAsync(role.Id, cancellationToken);
        var page = IamListing.Of("ListInstanceProfilesForRole/" + role.Id, request.Marker, request.MaxItems)
            .Of(containing, profile => IamNames.ForKey(profile.Name));
        var profiles = new List<InstanceProfileShape>(page.Items.Count);
        foreach (var profile in page.Items)
        {
            profiles.Add(await profile.ToListedShapeAsync(call, cancellationToken));
        }

        return new() { InstanceProfiles = profiles, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
