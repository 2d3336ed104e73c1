using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SigningCertificates;

/// <summary>Deletes a signing certificate of a user, or of the caller when no user is named.</summary>
internal sealed class DeleteSigningCertificate : IOperation<DeleteSigningCertificateRequest, DeleteSigningCertificateResponse>
{
    public ValueTask<Target> TargetAsync(DeleteSigningCertificateRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeleteSigningCertificateResponse> ExecuteAsync(
        DeleteSigningCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        call.Transaction.Delete(await call.SigningCertificateAsync(owner, request.CertificateId, cancellationToken));
        return new();
    }
}
