using Holdfast.Kernel;

namespace Holdfast.Services.Sts.Callers;

/// <summary>Tells who calls.</summary>
/// <remarks>"No permissions are required to perform this operation", not even when a policy denies it.</remarks>
internal sealed class GetCallerIdentity : IOperation<GetCallerIdentityRequest, GetCallerIdentityResponse>
{
    public ValueTask<Target> TargetAsync(GetCallerIdentityRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.NoPermissionNeeded);

    public ValueTask<GetCallerIdentityResponse> ExecuteAsync(
        GetCallerIdentityRequest request, Call call, CancellationToken cancellationToken)
        => new(new GetCallerIdentityResponse
        {
            UserId = call.Caller.PrincipalId,
            Account = call.Caller.Account.Value,
            Arn = call.Caller.Arn,
        });
}
