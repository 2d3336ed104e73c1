using Holdfast.Kernel;
using Holdfast.Services.Iam.Certificates;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SigningCertificates;

/// <summary>Keeps an X.509 certificate for a user, or for the caller when no user is named.</summary>
internal sealed class UploadSigningCertificate(IamQuotas quotas)
    : IOperation<UploadSigningCertificateRequest, UploadSigningCertificateResponse>
{
    public ValueTask<Target> TargetAsync(UploadSigningCertificateRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<UploadSigningCertificateResponse> ExecuteAsync(
        UploadSigningCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        var id = ReadId(request.CertificateBody, call.Now);
        if (await call.Transaction.FindByIndexAsync(
            SigningCertificate.ById, SigningCertificate.IndexOf(call.Account, id), cancellationToken) is not null)
        {
            throw new DuplicateCertificateException("The same certificate is already associated with an IAM user in the account.");
        }

        if (!await call.Transaction.HasRoomAsync<SigningCertificate>(
            SigningCertificate.PrefixOf(call.Account, owner.Id), quotas.SigningCertificatesPerUser, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for SigningCertificatesPerUser: {quotas.SigningCertificatesPerUser}");
        }

        var certificate = new SigningCertificate
        {
            Account = call.Account,
            OwnerId = owner.Id,
            Id = id,
            Body = request.CertificateBody,
            Status = StatusType.Active,
            UploadDate = call.NowToTheSecond(),
        };
        call.Transaction.Insert(certificate);
        return new() { Certificate = certificate.ToShape(owner) };
    }

    private static string ReadId(string body, DateTimeOffset now)
    {
        using var certificate = PemCertificates.ReadOne(body);
        return PemCertificates.FindFaultOfTime(certificate, now) is { } fault
            ? throw new InvalidCertificateException(fault)
            : SigningCertificate.IdOf(certificate.RawData);
    }
}
