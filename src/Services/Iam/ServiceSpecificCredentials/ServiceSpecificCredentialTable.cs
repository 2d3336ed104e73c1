using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>Finds service-specific credentials, and owns IAM's words for one that is missing.</summary>
internal static class ServiceSpecificCredentialTable
{
    /// <summary>Names the user whose credential is acted on, and the service that it is for.</summary>
    public static async ValueTask<Target> ServiceCredentialTargetAsync(
        this Call call, string? userName, string id, CancellationToken cancellationToken)
    {
        var target = await call.SubjectTargetAsync(userName, cancellationToken);
        return (userName ?? call.Caller.UserName) is { } name
            && await call.Transaction.FindUserAsync(call.Account, name, cancellationToken) is { } user
            && await call.Transaction.FindAsync<ServiceSpecificCredential>(
                ServiceSpecificCredential.KeyOf(call.Account, user.Id, id), cancellationToken) is { } credential
                ? target.With(ServiceKey(credential.ServiceName))
                : target;
    }

    /// <summary>The condition key that tells the service.</summary>
    public static ConditionKey ServiceKey(string serviceName) => new("iam:ServiceSpecificCredentialServiceName", serviceName);

    /// <summary>Finds a credential of a user, or of the caller when no user is named.</summary>
    /// <exception cref="NoSuchEntityException">There is none, or it is another's.</exception>
    public static async ValueTask<(ServiceSpecificCredential Credential, Subject Owner)> ServiceCredentialAsync(
        this Call call, string? userName, string id, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(userName, cancellationToken);
        var credential = await call.Transaction.FindAsync<ServiceSpecificCredential>(
            ServiceSpecificCredential.KeyOf(call.Account, owner.Id, id), cancellationToken);
        return (credential ?? throw new NoSuchEntityException($"The Service Specific Credential with id {id} cannot be found."), owner);
    }
}
