using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;

namespace Holdfast.Services.Iam.Users;

/// <summary>Tells about a user, or about the caller when no user is named.</summary>
internal sealed class GetUser : IOperation<GetUserRequest, GetUserResponse>
{
    public ValueTask<Target> TargetAsync(GetUserRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<GetUserResponse> ExecuteAsync(GetUserRequest request, Call call, CancellationToken cancellationToken)
        => (await call.SubjectAsync(request.UserName, cancellationToken)).User is { } user
            ? new() { User = user.ToShape() }
            : new() { User = (await call.AccountAsync(cancellationToken)).ToUserShape() };
}
