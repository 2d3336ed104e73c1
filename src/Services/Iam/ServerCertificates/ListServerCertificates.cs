using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Lists the server certificates of the account, or those under a path.</summary>
internal sealed class ListServerCertificates : IOperation<ListServerCertificatesRequest, ListServerCertificatesResponse>
{
    public ValueTask<Target> TargetAsync(ListServerCertificatesRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<ListServerCertificatesResponse> ExecuteAsync(
        ListServerCertificatesRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = ServerCertificate.PrefixOf(call.Account);
        var path = request.PathPrefix ?? UserTable.RootPath;
        var page = await IamListing.Of($"ListServerCertificates/{prefix}{path}", request.Marker, request.MaxItems).ReadAsync<ServerCertificate>(
            call.Transaction, prefix, certificate => certificate.Path.StartsWith(path, StringComparison.Ordinal), cancellationToken);

        return new()
        {
            ServerCertificateMetadataList = page.Select(ServerCertificateTable.ToMetadata).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }
}
