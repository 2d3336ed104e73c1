using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Server.Configuration;
using Holdfast.Store;

namespace Holdfast.Server;

/// <summary>Makes the management account with its root user when a world is new, and knows it again when it is not.</summary>
internal sealed class FirstStart(
    IStore store, IAccountProvisioner accounts, ISecretSealer sealer, IdSource ids, TimeProvider clock, ServerOptions options)
{
    private const string DevWord = "test";
    private const string DevAccount = "000000000000";
    private const int PasswordCharacters = 24;

    /// <summary>Gives the management account, made if need be.</summary>
    /// <exception cref="StartException">The world has another account than the options name, or was sealed under another key.</exception>
    public async ValueTask<ManagementAccount> RunAsync()
    {
        while (true)
        {
            using var transaction = store.Begin(new Cause("first-start", 0));
            if (await transaction.FindAsync<Installation>(Installation.OnlyKey, CancellationToken.None) is { } installation)
            {
                return Recognize(installation);
            }

            var made = await MakeAsync(transaction);
            if (await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None) == CommitOutcome.Committed)
            {
                return made;
            }
        }
    }

    private ManagementAccount Recognize(Installation installation)
    {
        try
        {
            sealer.Open(installation.KeyCheck, Installation.OnlyKey);
        }
        catch (CryptographicException)
        {
            throw new StartException("The master key is not the one that the secrets in this data folder were sealed with.");
        }

        return options.Account is { } account && account != installation.AccountId
            ? throw new StartException(
                $"The management account of this data folder is {installation.Account}, not {account}. Leave --account out, or name another folder with --data.")
            : new ManagementAccount(installation.AccountId, AccessKeyId: null, Secret: null, Password: null);
    }

    private async ValueTask<ManagementAccount> MakeAsync(ITransaction transaction)
    {
        var account = options.Account ?? (options.IsDev ? new AccountId(DevAccount) : NewAccountId());
        var made = options.IsDev
            ? new ManagementAccount(account, DevWord, DevWord, DevWord)
            : new ManagementAccount(account, ids.NewAccessKeyId(), ids.NewSecret(), ids.NewSecret()[..PasswordCharacters]);
        var now = clock.GetUtcNow();
        await accounts.CreateAsync(
            transaction,
            new NewAccount
            {
                Id = account,
                Name = "Management",
                Email = $"root@{account}.localhost",
                Partition = options.Region.Partition,
                Now = now,
                RootAccessKeyId = made.AccessKeyId!,
                RootSecret = made.Secret!,
                RootPassword = made.Password,
            },
            CancellationToken.None);
        transaction.Insert(new Installation
        {
            Account = account.Value,
            KeyCheck = sealer.Seal(Installation.CheckedWord, Installation.OnlyKey),
        });
        return made;
    }

    private AccountId NewAccountId()
    {
        const ulong Numbers = 1_000_000_000_000;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        ids.Fill(bytes);
        return new AccountId((BitConverter.ToUInt64(bytes) % Numbers).ToString("D12", CultureInfo.InvariantCulture));
    }
}

/// <summary>The management account, and what is told of its root user once, when it was made.</summary>
internal sealed record ManagementAccount(AccountId Id, string? AccessKeyId, string? Secret, string? Password)
{
    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"ManagementAccount {{ {Id} }}";
}
