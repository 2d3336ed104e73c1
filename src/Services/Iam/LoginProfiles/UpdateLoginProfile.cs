using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>Sets another console password for a user, or says that the user must; what the request leaves out stays.</summary>
internal sealed class UpdateLoginProfile : IOperation<UpdateLoginProfileRequest, UpdateLoginProfileResponse>
{
    public ValueTask<Target> TargetAsync(UpdateLoginProfileRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<UpdateLoginProfileResponse> ExecuteAsync(
        UpdateLoginProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var profile = await call.LoginProfileAsync(user, cancellationToken);
        var updated = profile with { IsResetRequired = request.PasswordResetRequired ?? profile.IsResetRequired };
        if (request.Password is { } password)
        {
            updated = await updated.WithPasswordAsync(password, call.Transaction, call.Now, call.Ids, cancellationToken);
        }

        call.Transaction.Replace(profile, updated);
        return new();
    }
}
