using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>Lets a user set another console password for themselves, who shows the one that they have.</summary>
internal sealed class ChangePassword : IOperation<ChangePasswordRequest, ChangePasswordResponse>
{
    public async ValueTask<Target> TargetAsync(ChangePasswordRequest request, Call call, CancellationToken cancellationToken)
        => await call.PermittedToOwnUserAsync(
            await call.SubjectTargetAsync(userName: null, cancellationToken), "iam:ChangePassword", cancellationToken);

    public async ValueTask<ChangePasswordResponse> ExecuteAsync(
        ChangePasswordRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = call.Caller is { Kind: CallerKind.User, UserName: { } name }
            ? await call.UserAsync(name, cancellationToken)
            : throw new InvalidUserTypeException("Only IAM Users can change their own password");
        var profile = await call.LoginProfileAsync(user, cancellationToken);
        if (!PasswordHash.Matches(request.OldPassword, profile.PasswordHash))
        {
            throw new CommonException("AccessDenied", 403, "The old password was incorrect.");
        }

        var changed = await profile.WithPasswordAsync(request.NewPassword, call.Transaction, call.Now, call.Ids, cancellationToken);
        call.Transaction.Replace(profile, changed with { IsResetRequired = false });
        return new();
    }
}
