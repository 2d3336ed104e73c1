using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>Tells whether a user has a console password, and since when.</summary>
internal sealed class GetLoginProfile : IOperation<GetLoginProfileRequest, GetLoginProfileResponse>
{
    public ValueTask<Target> TargetAsync(GetLoginProfileRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<GetLoginProfileResponse> ExecuteAsync(
        GetLoginProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        if ((await call.LoginSubjectAsync(request.UserName, cancellationToken)).User is { } user)
        {
            return new() { LoginProfile = (await call.LoginProfileAsync(user, cancellationToken)).ToShape(user) };
        }

        var account = await call.AccountAsync(cancellationToken);
        return account.PasswordHash is null
            ? throw LoginProfileTable.Missing(userName: null)
            : new() { LoginProfile = new() { UserName = null!, CreateDate = account.CreateDate } };
    }
}
