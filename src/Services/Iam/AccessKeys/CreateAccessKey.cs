using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.AccessKeys;

/// <summary>Creates an access key for a user, or for the caller when no user is named.</summary>
/// <remarks>The secret leaves the server in this response and never again: the store keeps it sealed.</remarks>
internal sealed class CreateAccessKey(ISecretSealer sealer, IamQuotas quotas)
    : IOperation<CreateAccessKeyRequest, CreateAccessKeyResponse>
{
    public ValueTask<Target> TargetAsync(CreateAccessKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.SubjectTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<CreateAccessKeyResponse> ExecuteAsync(
        CreateAccessKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.SubjectAsync(request.UserName, cancellationToken);
        if (!await call.Transaction.HasRoomAsync<AccessKey>(
            AccessKey.PrefixOf(call.Account, owner.Id), quotas.AccessKeysPerUser, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for AccessKeysPerUser: {quotas.AccessKeysPerUser}");
        }

        var secret = call.Ids.NewSecret();
        var id = call.Ids.NewAccessKeyId();
        var key = new AccessKey
        {
            Account = call.Account,
            OwnerId = owner.Id,
            Id = id,
            SealedSecret = sealer.Seal(secret, id),
            Status = AccessKey.Active,
            CreateDate = call.NowToTheSecond(),
        };
        call.Transaction.Insert(key);

        return new()
        {
            AccessKey = new()
            {
                UserName = owner.UserName!,
                AccessKeyId = key.Id,
                Status = key.Status,
                SecretAccessKey = secret,
                CreateDate = key.CreateDate,
            },
        };
    }
}
