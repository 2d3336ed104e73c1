using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>Keeps an SSH public key for a user.</summary>
internal sealed class UploadSSHPublicKey(IamQuotas quotas) : IOperation<UploadSSHPublicKeyRequest, UploadSSHPublicKeyResponse>
{
    public ValueTask<Target> TargetAsync(UploadSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<UploadSSHPublicKeyResponse> ExecuteAsync(
        UploadSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var uploaded = RsaPublicKey.Read(request.SSHPublicKeyBody);
        var prefix = SshPublicKey.PrefixOf(call.Account, user.Id);
        if ((await call.Transaction.ListAsync<SshPublicKey>(prefix, cancellationToken)).Any(other => other.Fingerprint == uploaded.Fingerprint))
        {
            throw new DuplicateSSHPublicKeyException("The SSH public key is already associated with the specified IAM user.");
        }

        if (!await call.Transaction.HasRoomAsync<SshPublicKey>(prefix, quotas.SshPublicKeysPerUser, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for SSHPublicKeysPerUser: {quotas.SshPublicKeysPerUser}");
        }

        var key = new SshPublicKey
        {
            Account = call.Account,
            OwnerId = user.Id,
            Id = SshPublicKey.NewId(call.Ids),
            Line = uploaded.Line,
            Fingerprint = uploaded.Fingerprint,
            Status = StatusType.Active,
            UploadDate = call.NowToTheSecond(),
        };
        call.Transaction.Insert(key);
        return new() { SSHPublicKey = key.ToShape(user, request.SSHPublicKeyBody) };
    }
}
