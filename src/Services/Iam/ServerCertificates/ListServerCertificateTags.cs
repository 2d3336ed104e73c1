using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Lists the tags of a server certificate, in the order of their keys.</summary>
internal sealed class ListServerCertificateTags : IOperation<ListServerCertificateTagsRequest, ListServerCertificateTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListServerCertificateTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.ServerCertificateTargetAsync(request.ServerCertificateName, cancellationToken);

    public async ValueTask<ListServerCertificateTagsResponse> ExecuteAsync(
        ListServerCertificateTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var certificate = await call.ServerCertificateAsync(request.ServerCertificateName, cancellationToken);
        var page = certificate.Tags.Page(IamListing.Of("ListServerCertificateTags/" + certificate.Id, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
