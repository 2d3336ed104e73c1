using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>Makes a service-specific credential active or inactive.</summary>
internal sealed class UpdateServiceSpecificCredential
    : IOperation<UpdateServiceSpecificCredentialRequest, UpdateServiceSpecificCredentialResponse>
{
    public ValueTask<Target> TargetAsync(UpdateServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
        => call.ServiceCredentialTargetAsync(request.UserName, request.ServiceSpecificCredentialId, cancellationToken);

    public async ValueTask<UpdateServiceSpecificCredentialResponse> ExecuteAsync(
        UpdateServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
    {
        CredentialStatus.Check(request.Status, "updates of service-specific credentials");
        var (credential, _) = await call.ServiceCredentialAsync(request.UserName, request.ServiceSpecificCredentialId, cancellationToken);
        if (credential.Status != request.Status)
        {
            call.Transaction.Replace(credential, credential with { Status = request.Status });
        }

        return new();
    }
}
