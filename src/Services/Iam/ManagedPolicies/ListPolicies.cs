using Holdfast.Kernel;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Lists managed policies: those of the account in the order of their names, then those that AWS manages in AWS's order, or one of both.</summary>
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
        var listing = IamListing.Of(
            $"ListPolicies/{prefix}{scope}/{request.OnlyAttached}/{request.PolicyUsageFilter}{path}", request.Marker, request.MaxItems);

        // Only a filter by use needs to know what is used.
        var usage = request.OnlyAttached == true || request.PolicyUsageFilter is not null
            ? await PolicyUsage.ReadAsync(call.Transaction, call.Account, cancellationToken)
            : null;
        var ofAws = scope == PolicyScopeType.Local
            ? []
            : AwsPolicies.All
                .Select(policy => (policy.ListKey, Policy: policy.InAccount(call.Account, call.Partition.Name)))
                .Where(listed => IsWanted(listed.Policy));
        var page = scope == PolicyScopeType.AWS
            ? listing.Of(ofAws, listed => listed.ListKey).Select(listed => listed.Policy)
            : await listing.ReadAsync(call.Transaction, prefix, IsWanted, ofAws, cancellationToken);
        var policies = new List<PolicyShape>(page.Items.Count);
        foreach (var policy in page.Items)
        {
            policies.Add(await policy.ToListedShapeAsync(call, cancellationToken));
        }

        return new() { Policies = policies, IsTruncated = page.IsTruncated, Marker = page.Marker };

        bool IsWanted(ManagedPolicy policy)
            => policy.Path.StartsWith(path, StringComparison.Ordinal) && (usage is null || IsUsedAsWanted(policy, request, usage));
    }

    private static bool IsUsedAsWanted(ManagedPolicy policy, ListPoliciesRequest request, PolicyUsage usage)
    {
        var arn = policy.Arn.Value;
        if (request.OnlyAttached == true && !usage.IsAttached(arn))
        {
            return false;
        }

        return request.PolicyUsageFilter switch
        {
            PolicyUsageType.PermissionsBoundary => usage.IsBoundary(arn),

            // A policy that only bounds is not a permissions policy; one that nothing uses yet may become one.
            PolicyUsageType.PermissionsPolicy => !usage.IsBoundary(arn) || usage.IsAttached(arn),
            _ => true,
        };
    }
}
