using Xunit;

namespace Holdfast.Store.TestKit;

/// <summary>What all scenarios of the contract share: a store of the engine under test, and shorter ways to use it.</summary>
public abstract class StoreScenario : IAsyncLifetime
{
    protected static readonly Cause Test = new("test", 0);

    protected static CancellationToken None => CancellationToken.None;

    /// <summary>The store under test.</summary>
    protected IStore Store { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        Store = Open();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens an empty store.</summary>
    protected abstract IStore Open();

    /// <summary>Runs work in one transaction, and again when it meets another's, until it is kept.</summary>
    protected Task RunAsync(Func<ITransaction, Task> work) => Store.RunAsync(work);

    /// <summary>Puts records in place.</summary>
    protected Task GivenAsync(params Item[] items)
        => RunAsync(transaction =>
        {
            foreach (var item in items)
            {
                transaction.Insert(item);
            }

            return Task.CompletedTask;
        });

    /// <summary>Finds a record in a transaction of its own.</summary>
    protected async Task<Item?> FindAsync(string name)
    {
        using var transaction = Store.Begin(Test);
        return await transaction.FindAsync<Item>(Item.KeyOf(name), None);
    }

    /// <summary>Commits and waits for the disk.</summary>
    protected async Task<CommitOutcome> CommitAsync(IStoreTransaction transaction)
        => await Store.CommitAsync(transaction, Durability.Durable, None);

    /// <summary>Keeps a blob.</summary>
    protected async Task KeepBlobAsync(string name, byte[] bytes)
    {
        await using var writer = await Store.Blobs.CreateAsync(name, None);
        await writer.WriteAsync(bytes, None);
        await writer.KeepAsync(None);
    }

    /// <summary>All changes so far.</summary>
    protected async Task<IReadOnlyList<Change>> ChangesAsync() => await Store.ReadChangesAsync(0, int.MaxValue, None);
}
