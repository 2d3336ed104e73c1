using Holdfast.Kernel;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Iam.AuthorizationDetails;

/// <summary>Tells everything that the judge goes by: users, groups, roles and the managed policies in use, with their documents.</summary>
/// <remarks>A page reads what it holds and one record more, however large the account is.</remarks>
internal sealed class GetAccountAuthorizationDetails(LastUses uses)
    : IOperation<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse>
{
    public ValueTask<Target> TargetAsync(GetAccountAuthorizationDetailsRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GetAccountAuthorizationDetailsResponse> ExecuteAsync(
        GetAccountAuthorizationDetailsRequest request, Call call, CancellationToken cancellationToken)
    {
        var page = await new DetailListing(request.Filter ?? [], request.Marker, request.MaxItems).ReadAsync(call, cancellationToken);
        var details = new DetailShapes(call, uses);
        foreach (var item in page.Items)
        {
            await details.AddAsync(item, cancellationToken);
        }

        return new()
        {
            UserDetailList = details.Users,
            GroupDetailList = details.Groups,
            RoleDetailList = details.Roles,
            Policies = details.Policies,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }
}
