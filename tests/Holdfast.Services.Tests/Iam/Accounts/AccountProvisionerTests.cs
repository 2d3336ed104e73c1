using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Store;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class AccountProvisionerTests : IamTests
{
    [Fact]
    public async Task Makes_an_account_whose_root_can_sign_and_sign_in()
    {
        await ProvisionAsync("correct horse");

        var account = await World.FindAsync<IamAccount>(Account.Value);
        Assert.Equal(("test", "root@example.com", "aws"), (account!.Name, account.Email, account.Partition));
        Assert.Equal("arn:aws:iam::111122223333:root", account.RootArn.Value);
        Assert.True(PasswordHash.Matches("correct horse", account.PasswordHash!));
        Assert.False(PasswordHash.Matches("correct horse ", account.PasswordHash!));
        Assert.DoesNotContain("correct horse", account.PasswordHash!, StringComparison.Ordinal);
        Assert.DoesNotContain(account.PasswordHash!, account.ToString(), StringComparison.Ordinal);
        var key = Assert.Single(await World.ListAsync<AccessKey>(""));
        Assert.Equal("the secret", World.Sealer.Open(key.SealedSecret, "test"));
    }

    [Fact]
    public async Task Says_whether_an_account_exists()
    {
        var provisioner = new AccountProvisioner(World.Sealer, World.Ids);
        using var transaction = World.Store.Begin(new Cause("test", 0));
        Assert.False(await provisioner.ExistsAsync(transaction, Account, CancellationToken.None));

        await ProvisionAsync(password: null);

        using var later = World.Store.Begin(new Cause("test", 0));
        Assert.True(await provisioner.ExistsAsync(later, Account, CancellationToken.None));
        Assert.False(await provisioner.ExistsAsync(later, new("444455556666"), CancellationToken.None));
        Assert.Null((await World.FindAsync<IamAccount>(Account.Value))!.PasswordHash);
    }

    private async Task ProvisionAsync(string? password)
    {
        using var transaction = World.Store.Begin(new Cause("provision", 0));
        await new AccountProvisioner(World.Sealer, World.Ids).CreateAsync(
            transaction,
            new NewAccount
            {
                Id = Account,
                Name = "test",
                Email = "root@example.com",
                Partition = Partition.Aws,
                Now = World.Now,
                RootAccessKeyId = "test",
                RootSecret = "the secret",
                RootPassword = password,
            },
            CancellationToken.None);
        Assert.Equal(CommitOutcome.Committed, await World.Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None));
    }
}
