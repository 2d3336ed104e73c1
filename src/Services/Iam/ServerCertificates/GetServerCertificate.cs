using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Gives a server certificate with its chain and its tags, never with its private key.</summary>
internal sealed class GetServerCertificate : IOperation<GetServerCertificateRequest, GetServerCertificateResponse>
{
    public ValueTask<Target> TargetAsync(GetServerCertificateRequest request, Call call, CancellationToken cancellationToken)
        => call.ServerCertificateTargetAsync(request.ServerCertificateName, cancellationToken);

    public async ValueTask<GetServerCertificateResponse> ExecuteAsync(
        GetServerCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var certificate = await call.ServerCertificateAsync(request.ServerCertificateName, cancellationToken);
        return new()
        {
            ServerCertificate = new()
            {
                ServerCertificateMetadata = certificate.ToMetadata(),
                CertificateBody = certificate.Body,
                CertificateChain = certificate.Chain,
                Tags = certificate.Tags.ToShapesOrNull(),
            },
        };
    }
}
