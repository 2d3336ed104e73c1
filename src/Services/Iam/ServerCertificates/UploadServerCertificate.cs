using Holdfast.Kernel;
using Holdfast.Services.Iam.Certificates;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Keeps the certificate of a server with its private key, which must belong to it, and its chain, which must lead upwards from it.</summary>
internal sealed class UploadServerCertificate(ISecretSealer sealer, IamQuotas quotas)
    : IOperation<UploadServerCertificateRequest, UploadServerCertificateResponse>
{
    public ValueTask<Target> TargetAsync(UploadServerCertificateRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(ServerCertificate.ArnOf(
            call.Partition.Name, call.Account, request.Path ?? UserTable.RootPath, request.ServerCertificateName))
            .With(request.Tags.RequestKeys()));

    public async ValueTask<UploadServerCertificateResponse> ExecuteAsync(
        UploadServerCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfServerCertificates.Read(request.Tags);
        if (await call.FindServerCertificateAsync(request.ServerCertificateName, cancellationToken) is not null)
        {
            throw ServerCertificateTable.Taken(request.ServerCertificateName);
        }

        if (!await call.Transaction.HasRoomAsync<ServerCertificate>(
            ServerCertificate.PrefixOf(call.Account), quotas.ServerCertificatesPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for ServerCertificatesPerAccount: {quotas.ServerCertificatesPerAccount}");
        }

        var expiration = Check(request, call.Now);
        var id = call.Ids.NewUniqueId(ServerCertificate.IdPrefix);
        var certificate = new ServerCertificate
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.ServerCertificateName,
            Path = request.Path ?? UserTable.RootPath,
            Id = id,
            Body = AsKept(request.CertificateBody),
            Chain = request.CertificateChain is { } chain ? AsKept(chain) : null,
            SealedPrivateKey = sealer.Seal(request.PrivateKey, id),
            UploadDate = call.NowToTheSecond(),
            Expiration = expiration,
            Tags = tags,
        };
        call.Transaction.Insert(certificate);
        return new() { ServerCertificateMetadata = certificate.ToMetadata(), Tags = tags.ToShapesOrNull() };
    }

    // What comes back has the line ends of Unix and no blank ends, however it was sent: Terraform's provider counts on it.
    private static string AsKept(string pem) => pem.Trim().ReplaceLineEndings("\n");

    private static DateTimeOffset Check(UploadServerCertificateRequest request, DateTimeOffset now)
    {
        using var certificate = PemCertificates.ReadOne(request.CertificateBody);
        PemCertificates.CheckPrivateKey(request.PrivateKey, certificate);
        if (PemCertificates.FindFaultOfTime(certificate, now) is { } fault)
        {
            throw new MalformedCertificateException(fault);
        }

        if (request.CertificateChain is { } chain)
        {
            PemCertificates.CheckChain(chain, certificate);
        }

        return new DateTimeOffset(certificate.NotAfter).ToUniversalTime();
    }
}
