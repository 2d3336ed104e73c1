using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Lists the versions of a managed policy, the latest first, without their documents.</summary>
internal sealed class ListPolicyVersions : IOperation<ListPolicyVersionsRequest, ListPolicyVersionsResponse>
{
    public ValueTask<Target> TargetAsync(ListPolicyVersionsRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<ListPolicyVersionsResponse> ExecuteAsync(
        ListPolicyVersionsRequest request, Call call, CancellationToken cancellationToken)
    {
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        var versions = policy.IsOfAws
            ? [AwsPolicies.VersionOf(policy)]
            : await call.Transaction.ListAsync<ManagedPolicyVersion>(
                ManagedPolicyVersion.PrefixOf(policy.Account, policy.Id), cancellationToken);
        var page = IamListing.Of("ListPolicyVersions/" + policy.Id, request.Marker, request.MaxItems)
            .Of(versions.Reverse(), DescendingKey);

        return new()
        {
            Versions = page.Select(version => version.ToShape(policy)).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }

    // A listing goes by ascending keys, and the latest version comes first.
    private static string DescendingKey(ManagedPolicyVersion version)
        => (int.MaxValue - version.Number).ToString("D10", CultureInfo.InvariantCulture);
}
