using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>Makes an SSH public key active or inactive.</summary>
internal sealed class UpdateSSHPublicKey : IOperation<UpdateSSHPublicKeyRequest, UpdateSSHPublicKeyResponse>
{
    public ValueTask<Target> TargetAsync(UpdateSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<UpdateSSHPublicKeyResponse> ExecuteAsync(
        UpdateSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        CredentialStatus.Check(request.Status, "SSH public keys");
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var key = await call.SshPublicKeyAsync(user, request.SSHPublicKeyId, cancellationToken);
        if (key.Status != request.Status)
        {
            call.Transaction.Replace(key, key with { Status = request.Status });
        }

        return new();
    }
}
