using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ServerCertificates;

/// <summary>Gives a server certificate another name, another path, or both; its id stays.</summary>
internal sealed class UpdateServerCertificate : IOperation<UpdateServerCertificateRequest, UpdateServerCertificateResponse>
{
    /// <remarks>"The principal making the request must have permission for the action on both the current and the new name" (UpdateServerCertificate).</remarks>
    public async ValueTask<Target> TargetAsync(UpdateServerCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var source = await call.ServerCertificateTargetAsync(request.ServerCertificateName, cancellationToken);
        if (request is { NewServerCertificateName: null, NewPath: null })
        {
            return source;
        }

        var certificate = await call.FindServerCertificateAsync(request.ServerCertificateName, cancellationToken);
        var destination = ServerCertificate.ArnOf(
            call.Partition.Name,
            call.Account,
            request.NewPath ?? certificate?.Path ?? "/",
            request.NewServerCertificateName ?? certificate?.Name ?? request.ServerCertificateName);
        return source with { Also = [source with { Resource = destination }] };
    }

    public async ValueTask<UpdateServerCertificateResponse> ExecuteAsync(
        UpdateServerCertificateRequest request, Call call, CancellationToken cancellationToken)
    {
        var certificate = await call.ServerCertificateAsync(request.ServerCertificateName, cancellationToken);
        var updated = certificate with
        {
            Name = request.NewServerCertificateName ?? certificate.Name,
            Path = request.NewPath ?? certificate.Path,
        };
        if (updated.Key == certificate.Key)
        {
            call.Transaction.Replace(certificate, updated);
            return new();
        }

        if (await call.FindServerCertificateAsync(updated.Name, cancellationToken) is not null)
        {
            throw ServerCertificateTable.Taken(updated.Name);
        }

        call.Transaction.Delete(certificate);
        call.Transaction.Insert(updated);
        return new();
    }
}
