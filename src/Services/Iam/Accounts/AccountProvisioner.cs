using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Makes accounts with their root users.</summary>
/// <param name="sealer">Seals the secret of the root user's key.</param>
/// <param name="ids">Draws the salt of the root user's password.</param>
public sealed class AccountProvisioner(ISecretSealer sealer, IdSource ids) : IAccountProvisioner
{
    /// <inheritdoc/>
    public async ValueTask<bool> ExistsAsync(IReadTransaction transaction, AccountId account, CancellationToken cancellationToken)
        => await transaction.FindAsync<IamAccount>(account.Value, cancellationToken) is not null;

    /// <inheritdoc/>
    public ValueTask CreateAsync(ITransaction transaction, NewAccount account, CancellationToken cancellationToken)
    {
        var created = account.Now.ToTheSecond();
        transaction.Insert(new IamAccount
        {
            Id = account.Id,
            Name = account.Name,
            Email = account.Email,
            Partition = account.Partition.Name,
            CreateDate = created,
            PasswordHash = account.RootPassword is { } password ? PasswordHash.Make(password, ids) : null,
        });
        transaction.Insert(new AccessKey
        {
            Account = account.Id,
            OwnerId = account.Id.Value,
            Id = account.RootAccessKeyId,
            SealedSecret = sealer.Seal(account.RootSecret, account.RootAccessKeyId),
            Status = AccessKey.Active,
            CreateDate = created,
        });
        return ValueTask.CompletedTask;
    }
}
