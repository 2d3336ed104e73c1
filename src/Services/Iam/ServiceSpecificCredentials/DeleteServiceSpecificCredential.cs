using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>Deletes a service-specific credential.</summary>
internal sealed class DeleteServiceSpecificCredential
    : IOperation<DeleteServiceSpecificCredentialRequest, DeleteServiceSpecificCredentialResponse>
{
    public ValueTask<Target> TargetAsync(DeleteServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
        => call.ServiceCredentialTargetAsync(request.UserName, request.ServiceSpecificCredentialId, cancellationToken);

    public async ValueTask<DeleteServiceSpecificCredentialResponse> ExecuteAsync(
        DeleteServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
    {
        var (credential, _) = await call.ServiceCredentialAsync(request.UserName, request.ServiceSpecificCredentialId, cancellationToken);
        call.Transaction.Delete(credential);
        return new();
    }
}
