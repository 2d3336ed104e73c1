using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Sts.AccessKeys;

/// <summary>Tells which account an access key belongs to, active or not.</summary>
/// <remarks>Temporary keys are nowhere kept: their ids tell the account.</remarks>
internal sealed class GetAccessKeyInfo(IIdentitySource identities) : IOperation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse>
{
    public ValueTask<Target> TargetAsync(GetAccessKeyInfoRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GetAccessKeyInfoResponse> ExecuteAsync(
        GetAccessKeyInfoRequest request, Call call, CancellationToken cancellationToken)
        => AccessKeyIds.AccountOf(request.AccessKeyId) is { } account
            ? new() { Account = account.Value }
            : await identities.FindAsync(call.Transaction, request.AccessKeyId, cancellationToken) is { } identity
                ? new() { Account = identity.Caller.Account.Value }
                : throw new CommonException("ValidationError", 400, $"Access key {request.AccessKeyId} is not valid.");
}
