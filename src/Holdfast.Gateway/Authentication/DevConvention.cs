using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Gateway.Authentication;

/// <summary>The access keys that local clouds agree on: <c>test</c>/<c>test</c>, and an account number with the secret <c>test</c>.</summary>
/// <remarks>Only with <c>--dev</c>. An account is made, with its root user, when its number first signs.</remarks>
internal sealed class DevConvention(
    AccountId defaultAccount, Partition partition, IStore store, IAccountProvisioner accounts, TimeProvider clock)
{
    /// <summary>The secret of every conventional key, the key id of the default account, and a session token that clients send along.</summary>
    public const string Word = "test";

    private const int AttemptsMax = 16;

    /// <summary>Says whether a session token is the conventional one, which stands for no session.</summary>
    public static bool IsPlaceholder(string? token) => token == Word;

    /// <summary>Makes the account of a conventional access key id, unless it exists.</summary>
    /// <returns>Whether there may be a key now that was not there before.</returns>
    public async ValueTask<bool> TryMakeAsync(string accessKeyId)
    {
        var isDefault = accessKeyId == Word;
        if (!isDefault && !AccountId.TryParse(accessKeyId, null, out _))
        {
            return false;
        }

        var account = isDefault ? defaultAccount : new AccountId(accessKeyId);
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            using var transaction = store.Begin(new Cause("dev-convention", 0));
            if (await accounts.ExistsAsync(transaction, account, CancellationToken.None))
            {
                return true;
            }

            await accounts.CreateAsync(transaction, AccountOf(account, accessKeyId), CancellationToken.None);
            if (await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None) == CommitOutcome.Committed)
            {
                return true;
            }
        }

        return false;
    }

    private NewAccount AccountOf(AccountId account, string accessKeyId) => new()
    {
        Id = account,
        Name = $"Account {account}",
        Email = $"root@{account}.localhost",
        Partition = partition,
        Now = clock.GetUtcNow(),
        RootAccessKeyId = accessKeyId,
        RootSecret = Word,
        RootPassword = Word,
    };
}
