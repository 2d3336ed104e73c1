using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>Gives a user a console password.</summary>
internal sealed class CreateLoginProfile : IOperation<CreateLoginProfileRequest, CreateLoginProfileResponse>
{
    public ValueTask<Target> TargetAsync(CreateLoginProfileRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<CreateLoginProfileResponse> ExecuteAsync(
        CreateLoginProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        if ((await call.LoginSubjectAsync(request.UserName, cancellationToken)).User is not { } user)
        {
            throw await RefusalForRootAsync(call, cancellationToken);
        }

        var password = request.Password ?? throw new CommonException(
            "ValidationError", 400, "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null");
        if (await call.Transaction.FindLoginProfileAsync(user, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"Login Profile for user {user.Name} already exists.");
        }

        await call.Transaction.CheckPasswordAsync(call.Account, password, cancellationToken);
        var now = call.NowToTheSecond();
        var profile = new LoginProfile
        {
            Account = call.Account,
            OwnerId = user.Id,
            CreateDate = now,
            PasswordHash = PasswordHash.Make(password, call.Ids),
            PasswordSetAt = now,
            IsResetRequired = request.PasswordResetRequired ?? false,
        };
        call.Transaction.Insert(profile);
        return new() { LoginProfile = profile.ToShape(user) };
    }

    // In AWS this lets the root user recover a password by e-mail, which nobody can do here.
    private static async ValueTask<Exception> RefusalForRootAsync(Call call, CancellationToken cancellationToken)
        => (await call.AccountAsync(cancellationToken)).PasswordHash is not null
            ? new EntityAlreadyExistsException("Login Profile for user null already exists.")
            : new CommonException("NotImplemented", 501, "CreateLoginProfile of the service iam is not implemented for the root user: there is no recovery of its password by e-mail.");
}
