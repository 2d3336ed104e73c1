using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>Lists the service-specific credentials of a user, of the caller, or of all users of the account; without their secrets.</summary>
internal sealed class ListServiceSpecificCredentials
    : IOperation<ListServiceSpecificCredentialsRequest, ListServiceSpecificCredentialsResponse>
{
    public ValueTask<Target> TargetAsync(ListServiceSpecificCredentialsRequest request, Call call, CancellationToken cancellationToken)
        => request is { AllUsers: true, UserName: null }
            ? new(new Target(call.IamArn("user/*")))
            : call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListServiceSpecificCredentialsResponse> ExecuteAsync(
        ListServiceSpecificCredentialsRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request is { AllUsers: true, UserName: not null })
        {
            throw new CommonException("ValidationError", 400, "UserName and AllUsers cannot be specified together.");
        }

        var service = request.ServiceName is { } name ? CredentialService.Of(name).Name : null;
        var prefix = request.AllUsers is true
            ? ServiceSpecificCredential.PrefixOf(call.Account)
            : ServiceSpecificCredential.PrefixOf(call.Account, (await call.SubjectAsync(request.UserName, cancellationToken)).Id);
        var listing = IamListing.Of($"ListServiceSpecificCredentials/{prefix}{service}", request.Marker, request.MaxItems);
        var page = service is null
            ? await listing.ReadAsync<ServiceSpecificCredential>(call.Transaction, prefix, cancellationToken)
            : await listing.ReadAsync<ServiceSpecificCredential>(
                call.Transaction, prefix, credential => credential.ServiceName == service, cancellationToken);

        var credentials = new List<ServiceSpecificCredentialMetadataShape>(page.Items.Count);
        foreach (var credential in page.Items)
        {
            // Nobody is deleted before their credentials.
            var user = await call.Transaction.FindUserByIdAsync(credential.OwnerId, cancellationToken);
            credentials.Add(CredentialService.Of(credential.ServiceName).MetadataOf(credential, user!.Name, call.Now));
        }

        return new() { ServiceSpecificCredentials = credentials, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
