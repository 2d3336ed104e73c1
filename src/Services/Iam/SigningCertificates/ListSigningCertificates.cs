using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SigningCertificates;

/// <summary>Lists the signing certificates of a user, or of the caller when no user is named.</summary>
internal sealed class ListSigningCertificates : IOperation<ListSigningCertificatesRequest, ListSigningCertificatesResponse>
{
    public ValueTask<Target> TargetAsync(ListSigningCertificatesRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListSigningCertificatesResponse> ExecuteAsync(
        ListSigningCertificatesRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        var prefix = SigningCertificate.PrefixOf(call.Account, owner.Id);
        var page = await IamListing.Of("ListSigningCertificates/" + prefix, request.Marker, request.MaxItems)
            .ReadAsync<SigningCertificate>(call.Transaction, prefix, cancellationToken);

        return new()
        {
            Certificates = page.Select(certificate => certificate.ToShape(owner)).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }
}
