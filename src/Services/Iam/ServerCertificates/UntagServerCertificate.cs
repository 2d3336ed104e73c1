using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Takes tags from a server certificate; keys that it does not have are passed over.</summary>
internal sealed class UntagServerCertificate : IOperation<UntagServerCertificateRequest, UntagServerCertificateResponse>
{
    public async ValueTask<Target> TargetAsync(UntagServerCertificateRequest request, Call call, CancellationToken cancellationToken)
        => (await call.ServerCertificateTargetAsync(request.ServerCertificateName, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagServerCertificateResponse> ExecuteAsync(
        UntagServerCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var certificate = await call.ServerCertificateAsync(request.ServerCertificateName, cancellationToken);
        var tags = TagRules.OfServerCertificates.Remove(certificate.Tags, request.TagKeys);
        if (tags.Count < certificate.Tags.Count)
        {
            call.Transaction.Replace(certificate, certificate with { Tags = tags });
        }

        return new();
    }
}
