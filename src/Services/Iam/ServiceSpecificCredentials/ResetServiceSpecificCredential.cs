using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>Makes another secret for a service-specific credential; the former one stops working at once.</summary>
internal sealed class ResetServiceSpecificCredential
    : IOperation<ResetServiceSpecificCredentialRequest, ResetServiceSpecificCredentialResponse>
{
    public ValueTask<Target> TargetAsync(ResetServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
        => call.ServiceCredentialTargetAsync(request.UserName, request.ServiceSpecificCredentialId, cancellationToken);

    public async ValueTask<ResetServiceSpecificCredentialResponse> ExecuteAsync(
        ResetServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
    {
        var (credential, owner) = await call.ServiceCredentialAsync(
            request.UserName, request.ServiceSpecificCredentialId, cancellationToken);
        var service = CredentialService.Of(credential.ServiceName);
        var secret = service.NewSecret(credential.Alias, call.Ids);
        var reset = credential with { SecretDigest = CredentialService.DigestOf(secret) };
        call.Transaction.Replace(credential, reset);
        return new() { ServiceSpecificCredential = service.ShapeOf(reset, owner.UserName!, secret, call.Now) };
    }
}
