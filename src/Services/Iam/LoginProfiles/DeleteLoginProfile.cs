using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>Takes the console password from a user, or from the root user in a session of AssumeRoot; access keys go on working.</summary>
internal sealed class DeleteLoginProfile : IOperation<DeleteLoginProfileRequest, DeleteLoginProfileResponse>
{
    public ValueTask<Target> TargetAsync(DeleteLoginProfileRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeleteLoginProfileResponse> ExecuteAsync(
        DeleteLoginProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        if ((await call.LoginSubjectAsync(request.UserName, cancellationToken)).User is { } user)
        {
            call.Transaction.Delete(await call.LoginProfileAsync(user, cancellationToken));
            return new();
        }

        var account = await call.AccountAsync(cancellationToken);
        if (account.PasswordHash is null)
        {
            throw LoginProfileTable.Missing(userName: null);
        }

        call.Transaction.Replace(account, account with { PasswordHash = null });
        return new();
    }
}
