using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Finds server certificates, and owns IAM's words about them.</summary>
internal static class ServerCertificateTable
{
    /// <summary>Finds the certificate of a name; null when there is none.</summary>
    public static ValueTask<ServerCertificate?> FindServerCertificateAsync(this Call call, string name, CancellationToken cancellationToken)
        => call.Transaction.FindAsync<ServerCertificate>(ServerCertificate.KeyOf(call.Account, name), cancellationToken);

    /// <summary>Finds the certificate of a name.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<ServerCertificate> ServerCertificateAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.FindServerCertificateAsync(name, cancellationToken)
            ?? throw new NoSuchEntityException($"The Server Certificate with name {name} cannot be found.");

    /// <summary>Names a certificate as what is acted on, with its tags; one that is missing has the ARN that its name would give it.</summary>
    public static async ValueTask<Target> ServerCertificateTargetAsync(this Call call, string name, CancellationToken cancellationToken)
        => await call.FindServerCertificateAsync(name, cancellationToken) is { } certificate
            ? new Target(certificate.Arn) { Context = certificate.Tags.GlobalResourceKeys() }
            : new Target(ServerCertificate.ArnOf(call.Partition.Name, call.Account, UserTable.RootPath, name));

    /// <summary>The error for a name that is taken.</summary>
    public static EntityAlreadyExistsException Taken(string name) => new($"The Server Certificate with name {name} already exists.");

    /// <summary>Gives what answers tell of a certificate beside itself.</summary>
    public static ServerCertificateMetadataShape ToMetadata(this ServerCertificate certificate) => new()
    {
        Path = certificate.Path,
        ServerCertificateName = certificate.Name,
        ServerCertificateId = certificate.Id,
        Arn = certificate.Arn.Value,
        UploadDate = certificate.UploadDate,
        Expiration = certificate.Expiration,
    };
}
