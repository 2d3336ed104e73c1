using Holdfast.Kernel;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Tells when an access key last signed a call, where and for which service.</summary>
internal sealed class GetAccessKeyLastUsed(LastUses uses) : IOperation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse>
{
    private const string NeverUsed = "N/A";

    public async ValueTask<Target> TargetAsync(GetAccessKeyLastUsedRequest request, Call call, CancellationToken cancellationToken)
        => await OwnerAsync(request, call, cancellationToken) is { User: { } owner }
            ? new Target(owner.Arn) { Context = owner.Tags.ResourceKeys() }
            : new Target(User.ArnOf(call.Partition.Name, call.Account, UserTable.RootPath, "*"));

    public async ValueTask<GetAccessKeyLastUsedResponse> ExecuteAsync(
        GetAccessKeyLastUsedRequest request, Call call, CancellationToken cancellationToken)
    {
        // The operation declares no error: a key that is not the account's is refused as if it were not known whether it exists.
        var (key, owner) = await OwnerAsync(request, call, cancellationToken) ?? throw new CommonException(
            "AccessDenied",
            403,
            $"User: {call.Caller.Arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key {request.AccessKeyId}");
        var use = await uses.OfKeyAsync(call.Transaction, key.Account, key.Id, cancellationToken);
        return new()
        {
            UserName = owner?.Name,
            AccessKeyLastUsed = new()
            {
                LastUsedDate = use?.At,
                Region = use?.Region ?? NeverUsed,
                ServiceName = use?.Service ?? NeverUsed,
            },
        };
    }

    private static async ValueTask<(AccessKey Key, User? User)?> OwnerAsync(
        GetAccessKeyLastUsedRequest request, Call call, CancellationToken cancellationToken)
        => await call.Transaction.FindByIndexAsync(AccessKey.ById, request.AccessKeyId, cancellationToken) is { } key && key.Account == call.Account
            ? (key, await call.Transaction.FindUserByIdAsync(key.OwnerId, cancellationToken))
            : null;
}
