using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.AccessKeys;

/// <summary>Deletes an access key of a user, or of the caller when no user is named; it stops signing with this.</summary>
internal sealed class DeleteAccessKey : IOperation<DeleteAccessKeyRequest, DeleteAccessKeyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteAccessKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeleteAccessKeyResponse> ExecuteAsync(
        DeleteAccessKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        call.Transaction.Delete(await call.AccessKeyAsync(owner, request.AccessKeyId, cancellationToken));
        return new();
    }
}
