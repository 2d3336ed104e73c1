using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.Roles;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.SessionTokens;

/// <summary>Gives a user, or root, credentials for a while in their own name, mostly to have shown an MFA device.</summary>
/// <remarks>"You cannot use policies to control authentication operations": no permission is needed.</remarks>
internal sealed class GetSessionToken(IMfaDevices devices, ISecretSealer sealer) : IOperation<GetSessionTokenRequest, GetSessionTokenResponse>
{
    private readonly SessionMaker _maker = new(sealer);

    public async ValueTask<Target> TargetAsync(GetSessionTokenRequest request, Call call, CancellationToken cancellationToken)
    {
        await MfaCheck.UseAsync(devices, call, request.SerialNumber, request.TokenCode, cancellationToken);
        return Target.NoPermissionNeeded;
    }

    public ValueTask<GetSessionTokenResponse> ExecuteAsync(GetSessionTokenRequest request, Call call, CancellationToken cancellationToken)
    {
        var duration = LongTermCaller.DurationOf(request.DurationSeconds, call.Caller);
        var credentials = _maker.Issue(call.Ids, call.Caller.Account, (accessKeyId, secret) =>
        {
            var session = LongTermCaller.NewSession(call, accessKeyId, secret, duration);

            // The code was checked before the operation runs.
            return session with { Facts = session.Facts with { MfaAuthenticatedAt = request.TokenCode is null ? null : call.Now } };
        });
        return new(new GetSessionTokenResponse { Credentials = credentials });
    }
}
