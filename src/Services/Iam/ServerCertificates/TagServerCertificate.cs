using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Adds tags to a server certificate; a key that it has already gets the new value.</summary>
internal sealed class TagServerCertificate : IOperation<TagServerCertificateRequest, TagServerCertificateResponse>
{
    public async ValueTask<Target> TargetAsync(TagServerCertificateRequest request, Call call, CancellationToken cancellationToken)
        => (await call.ServerCertificateTargetAsync(request.ServerCertificateName, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagServerCertificateResponse> ExecuteAsync(
        TagServerCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var certificate = await call.ServerCertificateAsync(request.ServerCertificateName, cancellationToken);
        var tags = TagRules.OfServerCertificates.Put(certificate.Tags, TagRules.OfServerCertificates.Read(request.Tags));
        call.Transaction.Replace(certificate, certificate with { Tags = tags });
        return new();
    }
}
