using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Deletes a server certificate with its private key; no service here presents one, so that none is in use.</summary>
internal sealed class DeleteServerCertificate : IOperation<DeleteServerCertificateRequest, DeleteServerCertificateResponse>
{
    public ValueTask<Target> TargetAsync(DeleteServerCertificateRequest request, Call call, CancellationToken cancellationToken)
        => call.ServerCertificateTargetAsync(request.ServerCertificateName, cancellationToken);

    public async ValueTask<DeleteServerCertificateResponse> ExecuteAsync(
        DeleteServerCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        call.Transaction.Delete(await call.ServerCertificateAsync(request.ServerCertificateName, cancellationToken));
        return new();
    }
}
