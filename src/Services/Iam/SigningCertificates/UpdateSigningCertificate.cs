using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SigningCertificates;

/// <summary>Makes a signing certificate active or inactive.</summary>
internal sealed class UpdateSigningCertificate : IOperation<UpdateSigningCertificateRequest, UpdateSigningCertificateResponse>
{
    public ValueTask<Target> TargetAsync(UpdateSigningCertificateRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<UpdateSigningCertificateResponse> ExecuteAsync(
        UpdateSigningCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        CredentialStatus.Check(request.Status, "signing certificates");
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        var certificate = await call.SigningCertificateAsync(owner, request.CertificateId, cancellationToken);
        if (certificate.Status != request.Status)
        {
            call.Transaction.Replace(certificate, certificate with { Status = request.Status });
        }

        return new();
    }
}
