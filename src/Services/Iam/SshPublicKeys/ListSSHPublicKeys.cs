using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>Lists the SSH public keys of a user, or of the caller when no user is named.</summary>
internal sealed class ListSSHPublicKeys : IOperation<ListSSHPublicKeysRequest, ListSSHPublicKeysResponse>
{
    public ValueTask<Target> TargetAsync(ListSSHPublicKeysRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListSSHPublicKeysResponse> ExecuteAsync(
        ListSSHPublicKeysRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        var prefix = SshPublicKey.PrefixOf(call.Account, owner.Id);
        var page = await IamListing.Of("ListSSHPublicKeys/" + prefix, request.Marker, request.MaxItems)
            .ReadAsync<SshPublicKey>(call.Transaction, prefix, cancellationToken);

        return new()
        {
            SSHPublicKeys = page.Select(key => new SSHPublicKeyMetadataShape
            {
                UserName = owner.UserName!,
                SSHPublicKeyId = key.Id,
                Status = key.Status,
                UploadDate = key.UploadDate,
            }).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }
}
