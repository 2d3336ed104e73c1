using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Lists the users, groups and roles that a managed policy is attached to, or that it bounds.</summary>
internal sealed class ListEntitiesForPolicy : IOperation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse>
{
    public ValueTask<Target> TargetAsync(ListEntitiesForPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<ListEntitiesForPolicyResponse> ExecuteAsync(
        ListEntitiesForPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        var prefix = PolicyUse.PrefixOf(policy.Account, policy.Id);
        var scope = $"ListEntitiesForPolicy/{prefix}{request.EntityFilter}/{request.PolicyUsageFilter}{request.PathPrefix}";
        var entities = new Entities(request, call);
        var page = await IamListing.Of(scope, request.Marker, request.MaxItems).ReadAsync<PolicyUse>(
            call.Transaction, prefix, use => entities.IsWantedAsync(use, cancellationToken), cancellationToken);

        return new()
        {
            PolicyGroups = [.. page.Items.Where(use => entities.Groups.ContainsKey(use.EntityId)).Select(use => entities.Groups[use.EntityId])],
            PolicyUsers = [.. page.Items.Where(use => entities.Users.ContainsKey(use.EntityId)).Select(use => entities.Users[use.EntityId])],
            PolicyRoles = [.. page.Items.Where(use => entities.Roles.ContainsKey(use.EntityId)).Select(use => entities.Roles[use.EntityId])],
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }

    /// <summary>Finds what uses the policy, and keeps what was found for the answer.</summary>
    private sealed class Entities(ListEntitiesForPolicyRequest request, Call call)
    {
        public Dictionary<string, PolicyUserShape> Users { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, PolicyRoleShape> Roles { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, PolicyGroupShape> Groups { get; } = new(StringComparer.Ordinal);

        public async ValueTask<bool> IsWantedAsync(PolicyUse use, CancellationToken cancellationToken)
        {
            if (!IsKindWanted(use.Kind) || await IsListedAsAttachedAsync(use, cancellationToken))
            {
                return false;
            }

            return use.EntityId[..User.IdPrefix.Length] switch
            {
                User.IdPrefix => request.EntityFilter is null or EntityType.User && await IsUserWantedAsync(use.EntityId, cancellationToken),
                Role.IdPrefix => request.EntityFilter is null or EntityType.Role && await IsRoleWantedAsync(use.EntityId, cancellationToken),
                _ => request.EntityFilter is null or EntityType.Group && await IsGroupWantedAsync(use.EntityId, cancellationToken),
            };
        }

        private bool IsKindWanted(PolicyUseKind kind) => request.PolicyUsageFilter switch
        {
            PolicyUsageType.PermissionsPolicy => kind == PolicyUseKind.Attached,
            PolicyUsageType.PermissionsBoundary => kind == PolicyUseKind.Boundary,
            _ => true,
        };

        // An entity that the policy is attached to and bounds is listed once.
        private async ValueTask<bool> IsListedAsAttachedAsync(PolicyUse use, CancellationToken cancellationToken)
            => use.Kind == PolicyUseKind.Boundary
                && IsKindWanted(PolicyUseKind.Attached)
                && await call.Transaction.FindAsync<PolicyUse>(
                    PolicyUse.KeyOf(use.Account, use.PolicyId, PolicyUseKind.Attached, use.EntityId), cancellationToken) is not null;

        private async ValueTask<bool> IsUserWantedAsync(string id, CancellationToken cancellationToken)
        {
            if (await call.Transaction.FindUserByIdAsync(id, cancellationToken) is not { } user || !IsUnderPath(user.Path))
            {
                return false;
            }

            Users[id] = new() { UserName = user.Name, UserId = user.Id };
            return true;
        }

        private async ValueTask<bool> IsRoleWantedAsync(string id, CancellationToken cancellationToken)
        {
            if (await call.Transaction.FindRoleByIdAsync(id, cancellationToken) is not { } role || !IsUnderPath(role.Path))
            {
                return false;
            }

            Roles[id] = new() { RoleName = role.Name, RoleId = role.Id };
            return true;
        }

        private async ValueTask<bool> IsGroupWantedAsync(string id, CancellationToken cancellationToken)
        {
            if (await call.Transaction.FindByIndexAsync(Group.ById, id, cancellationToken) is not { } group || !IsUnderPath(group.Path))
            {
                return false;
            }

            Groups[id] = new() { GroupName = group.Name, GroupId = group.Id };
            return true;
        }

        private bool IsUnderPath(string path) => request.PathPrefix is null || path.StartsWith(request.PathPrefix, StringComparison.Ordinal);
    }
}
