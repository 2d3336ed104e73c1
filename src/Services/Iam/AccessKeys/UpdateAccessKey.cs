using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.AccessKeys;

/// <summary>Makes an access key active or inactive.</summary>
internal sealed class UpdateAccessKey : IOperation<UpdateAccessKeyRequest, UpdateAccessKeyResponse>
{
    public ValueTask<Target> TargetAsync(UpdateAccessKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<UpdateAccessKeyResponse> ExecuteAsync(
        UpdateAccessKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        CredentialStatus.Check(request.Status, "access keys");
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        var key = await call.AccessKeyAsync(owner, request.AccessKeyId, cancellationToken);
        if (key.Status != request.Status)
        {
            call.Transaction.Replace(key, key with { Status = request.Status });
        }

        return new();
    }
}
