using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>Gives an SSH public key of a user in the encoding of SSH or in PEM.</summary>
internal sealed class GetSSHPublicKey : IOperation<GetSSHPublicKeyRequest, GetSSHPublicKeyResponse>
{
    public ValueTask<Target> TargetAsync(GetSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<GetSSHPublicKeyResponse> ExecuteAsync(
        GetSSHPublicKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var key = await call.SshPublicKeyAsync(user, request.SSHPublicKeyId, cancellationToken);
        return new()
        {
            SSHPublicKey = key.ToShape(user, request.Encoding == EncodingType.PEM ? RsaPublicKey.Read(key.Line).Pem : key.Line),
        };
    }
}
