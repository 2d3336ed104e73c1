using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>Deletes an SSH public key of a user.</summary>
internal sealed class DeleteSSHPublicKey : IOperation<DeleteSSHPublicKeyRequest, DeleteSSHPublicKeyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeleteSSHPublicKeyResponse> ExecuteAsync(
        DeleteSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        call.Transaction.Delete(await call.SshPublicKeyAsync(user, request.SSHPublicKeyId, cancellationToken));
        return new();
    }
}
