using Holdfast.Kernel;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Lists the policies by which a user, group or role may use services.</summary>
internal sealed class ListPoliciesGrantingServiceAccess
    : IOperation<ListPoliciesGrantingServiceAccessRequest, ListPoliciesGrantingServiceAccessResponse>
{
    // The model allows 200 namespaces and no size of page, so that one page holds them all.
    private const int PageSize = 200;

    public ValueTask<Target> TargetAsync(ListPoliciesGrantingServiceAccessRequest request, Call call, CancellationToken cancellationToken)
        => call.AccessedEntityTargetAsync(request.Arn, cancellationToken);

    public async ValueTask<ListPoliciesGrantingServiceAccessResponse> ExecuteAsync(
        ListPoliciesGrantingServiceAccessRequest request, Call call, CancellationToken cancellationToken)
    {
        var entity = await call.AccessedEntityAsync(request.Arn, cancellationToken);
        if (entity.Policy is not null)
        {
            throw new InvalidInputException($"ARN {request.Arn} is not valid.");
        }

        var policies = (await GrantingPolicy.ReadAsync(call.Transaction, entity, cancellationToken))
            .Select(policy => (Policy: policy, Grants: new ServiceGrants(policy.Document)))
            .ToList();
        var page = IamListing.Of("ListPoliciesGrantingServiceAccess/" + request.Arn, request.Marker, PageSize)
            .Of(request.ServiceNamespaces.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), service => service);
        return new()
        {
            PoliciesGrantingServiceAccess = page.Select(service => new ListPoliciesGrantingServiceAccessEntryShape
            {
                ServiceNamespace = service,
                Policies = [.. policies.Where(policy => policy.Grants.OfService(service)).Select(policy => ToShape(policy.Policy))],
            }).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }

    private static PolicyGrantingServiceAccessShape ToShape(GrantingPolicy policy) => new()
    {
        PolicyName = policy.Name,
        PolicyType = policy.Owner is null ? PolicyType.MANAGED : PolicyType.INLINE,
        PolicyArn = policy.Arn,
        EntityType = policy.Owner?.Type,
        EntityName = policy.Owner?.Name,
    };
}
