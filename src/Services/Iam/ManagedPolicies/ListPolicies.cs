using Holdfast.Kernel;
using Holdfast.Services.Iam.Paging;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Lists managed policies: those of the account, those that AWS manages, or both.</summary>
internal sealed class ListPolicies : IOperation<ListPoliciesRequest, ListPoliciesResponse>
{
    public ValueTask<Target> TargetAsync(ListPoliciesRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<ListPoliciesResponse> ExecuteAsync(
        ListPoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = ManagedPolicy.PrefixOf(call.Account);
        var path = request.PathPrefix ?? UserTable.RootPath;
        var scope = request.Scope ?? PolicyScopeType.All;
        var listing = new Listing(
            $"ListPolicies/{prefix}{scope}/{request.OnlyAttached}/{request.PolicyUsageFilter}{path}", request.Marker, request.MaxItems);
        if (scope == PolicyScopeType.AWS)
        {
            return new() { Policies = [], IsTruncated = false };
        }

        var page = await listing.ReadAsync<ManagedPolicy>(
            call.Transaction,
            prefix,
            async policy => policy.Path.StartsWith(path, StringComparison.Ordinal)
                && await IsWantedAsync(policy, request, call, cancellationToken),
            cancellationToken);
        var policies = new List<PolicyShape>(page.Items.Count);
        foreach (var policy in page.Items)
        {
            policies.Add(await policy.ToListedShapeAsync(call, cancellationToken));
        }

        return new() { Policies = policies, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }

    private static async ValueTask<bool> IsWantedAsync(
        ManagedPolicy policy, ListPoliciesRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.OnlyAttached == true && !await IsUsedAsync(policy, PolicyUseKind.Attached, call, cancellationToken))
        {
            return false;
        }

        return request.PolicyUsageFilter switch
        {
            PolicyUsageType.PermissionsBoundary => await IsUsedAsync(policy, PolicyUseKind.Boundary, call, cancellationToken),

            // A policy that only bounds is not a permissions policy; one that nothing uses yet may become one.
            PolicyUsageType.PermissionsPolicy => !await IsUsedAsync(policy, PolicyUseKind.Boundary, call, cancellationToken)
                || await IsUsedAsync(policy, PolicyUseKind.Attached, call, cancellationToken),
            _ => true,
        };
    }

    private static ValueTask<bool> IsUsedAsync(ManagedPolicy policy, PolicyUseKind kind, Call call, CancellationToken cancellationToken)
        => call.Transaction.HasAnyAsync<PolicyUse>(PolicyUse.PrefixOf(policy.Account, policy.Id, kind), cancellationToken);
}
