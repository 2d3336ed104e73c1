using Holdfast.Kernel;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.ServiceSpecificCredentials;
using Holdfast.Services.Iam.SigningCertificates;
using Holdfast.Services.Iam.SshPublicKeys;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Users;

/// <summary>Deletes a user that nothing hangs on any more.</summary>
internal sealed class DeleteUser : IOperation<DeleteUserRequest, DeleteUserResponse>
{
    public ValueTask<Target> TargetAsync(DeleteUserRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeleteUserResponse> ExecuteAsync(DeleteUserRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        if (await WhatHangsOnAsync(user, call.Transaction, cancellationToken) is { } obstacle)
        {
            throw new DeleteConflictException($"Cannot delete entity, must {obstacle} first.");
        }

        // A boundary does not keep a user from being deleted, and must not count as a use of the policy afterwards.
        await call.DropBoundaryAsync(user.BoundaryArn, user.Id, cancellationToken);
        call.Transaction.Delete(user);
        return new();
    }

    // In the order in which the API reference lists what must go first (DeleteUser).
    private static async ValueTask<string?> WhatHangsOnAsync(User user, ITransaction transaction, CancellationToken cancellationToken)
        => await WhichCredentialAsync(user, transaction, cancellationToken) ?? await WhichPermissionAsync(user, transaction, cancellationToken);

    private static async ValueTask<string?> WhichCredentialAsync(User user, ITransaction transaction, CancellationToken cancellationToken)
    {
        if (await transaction.FindLoginProfileAsync(user, cancellationToken) is not null)
        {
            return "delete login profile";
        }

        if (await transaction.HasAnyAsync<AccessKey>(AccessKey.PrefixOf(user.Account, user.Id), cancellationToken))
        {
            return "delete access keys";
        }

        if (await transaction.HasAnyAsync<SigningCertificate>(SigningCertificate.PrefixOf(user.Account, user.Id), cancellationToken))
        {
            return "delete signing certificates";
        }

        if (await transaction.HasAnyAsync<SshPublicKey>(SshPublicKey.PrefixOf(user.Account, user.Id), cancellationToken))
        {
            return "delete SSH public keys";
        }

        if (await transaction.HasAnyAsync<ServiceSpecificCredential>(
            ServiceSpecificCredential.PrefixOf(user.Account, user.Id), cancellationToken))
        {
            return "delete service specific credentials";
        }

        return await transaction.HasAnyAsync<EnabledMfaDevice>(EnabledMfaDevice.PrefixOf(user.Account, user.Id), cancellationToken)
            ? "delete MFA device"
            : null;
    }

    private static async ValueTask<string?> WhichPermissionAsync(User user, ITransaction transaction, CancellationToken cancellationToken)
    {
        if (await transaction.HasAnyAsync<InlinePolicy>(InlinePolicy.PrefixOf(user.Account, user.Id), cancellationToken))
        {
            return "delete policies";
        }

        if ((await transaction.AttachmentsOfAsync(user.Id, cancellationToken)).Count > 0)
        {
            return "detach all policies";
        }

        return (await transaction.MembershipsOfAsync(user.Id, cancellationToken)).Count > 0 ? "remove users from group" : null;
    }
}
