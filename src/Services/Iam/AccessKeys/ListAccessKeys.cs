using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.AccessKeys;

/// <summary>Lists the access keys of a user, or of the caller when no user is named, without their secrets.</summary>
internal sealed class ListAccessKeys : IOperation<ListAccessKeysRequest, ListAccessKeysResponse>
{
    public ValueTask<Target> TargetAsync(ListAccessKeysRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListAccessKeysResponse> ExecuteAsync(
        ListAccessKeysRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        var prefix = AccessKey.PrefixOf(call.Account, owner.Id);
        var page = await IamListing.Of("ListAccessKeys/" + prefix, request.Marker, request.MaxItems)
            .ReadAsync<AccessKey>(call.Transaction, prefix, cancellationToken);

        return new()
        {
            AccessKeyMetadata = page.Select(key => new AccessKeyMetadataShape
            {
                UserName = owner.UserName,
                AccessKeyId = key.Id,
                Status = key.Status,
                CreateDate = key.CreateDate,
            }).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }
}
