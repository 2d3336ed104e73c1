using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SigningCertificates;

/// <summary>Finds signing certificates, and owns IAM's words for one that is missing.</summary>
internal static class SigningCertificateTable
{
    /// <summary>Finds a signing certificate of a user or of the root user.</summary>
    /// <exception cref="NoSuchEntityException">There is none, or it is another's.</exception>
    public static async ValueTask<SigningCertificate> SigningCertificateAsync(
        this Call call, Subject owner, string id, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<SigningCertificate>(SigningCertificate.KeyOf(call.Account, owner.Id, id), cancellationToken)
            ?? throw new NoSuchEntityException($"The Certificate with id {id} cannot be found.");

    /// <summary>Gives the certificate as answers have it.</summary>
    public static SigningCertificateShape ToShape(this SigningCertificate certificate, Subject owner) => new()
    {
        UserName = owner.UserName!,
        CertificateId = certificate.Id,
        CertificateBody = certificate.Body,
        Status = certificate.Status,
        UploadDate = certificate.UploadDate,
    };
}
