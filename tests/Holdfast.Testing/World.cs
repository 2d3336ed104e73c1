using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Holdfast.Store.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Testing;

/// <summary>A whole server without its wire: the real store in memory, a clock that a test turns, and ids from a seed.</summary>
public sealed partial class World : IAsyncDisposable
{
    /// <summary>The account that tests act in unless they say otherwise.</summary>
    public static readonly AccountId Account = new("111122223333");

    /// <summary>The region that tests act in unless they say otherwise.</summary>
    public static readonly Region Region = new("us-east-1");

    private const int RunsMax = 10;
    private const int ChangesMax = 100_000;

    private readonly SeededIdSource _ids;
    private readonly List<CallMemory> _memories = [];

    /// <summary>The clock; it stands until a test turns it.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The store: the real engine, whose commits a test can make fail. It keeps no record decoded, so that whatever is read went through its JSON form.</summary>
    public FaultyStore Store { get; } = new(SqliteStore.Open(new SqliteStoreOptions { Folder = null, CachedBytes = 0 }));

    /// <summary>The source of every id and secret.</summary>
    public IdSource Ids => _ids;

    /// <summary>The sealer of secrets, which says what it sealed.</summary>
    public ISecretSealer Sealer { get; } = new MarkingSealer();

    /// <summary>Whether calls come over TLS.</summary>
    public bool IsSecure { get; set; }

    /// <summary>The instant that the clock shows.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>All changes so far, in commit order.</summary>
    public IReadOnlyList<Change> Changes => Wait(Store.ReadChangesAsync(after: 0, ChangesMax, CancellationToken.None));

    /// <summary>Puts a record in place as if an earlier call had made it.</summary>
    public World Given<T>(T record)
        where T : class, IRecord<T>
    {
        using var transaction = Store.Begin(new Cause("given", 0));
        transaction.Insert(record);
        return Wait(Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None)) == CommitOutcome.Committed
            ? this
            : throw new InvalidOperationException($"A record with the key {record.Key} is there already.");
    }

    /// <summary>Runs one operation as somebody, in its own transaction, which commits only when it succeeds; after a conflict it runs again.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="request">The request.</param>
    /// <param name="asUser">The name of the IAM user who calls; root when null.</param>
    /// <param name="caller">Who calls, when it is neither root nor a user of the account.</param>
    /// <param name="account">The account that is acted in.</param>
    /// <param name="region">The region that is acted in.</param>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        IOperation<TRequest, TResponse> operation, TRequest request, string? asUser = null, Caller? caller = null, AccountId? account = null, Region? region = null)
    {
        var requestId = Ids.NewGuid().ToString("D");
        var memory = new CallMemory();
        try
        {
            var response = await CallAsync(operation, request, requestId, memory, (asUser, caller, account, region));

            // What the response is read from stays open as long as the world.
            _memories.Add(memory);
            return response;
        }
        catch
        {
            await memory.EndAsync();
            throw;
        }
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        IOperation<TRequest, TResponse> operation,
        TRequest request,
        string requestId,
        CallMemory memory,
        (string? AsUser, Caller? Caller, AccountId? Account, Region? Region) who)
    {
        for (var run = 0; run < RunsMax; run++)
        {
            try
            {
                using var transaction = Store.Begin(new Cause(requestId, 0) { At = Now });
                var call = NewCall(transaction, requestId, who.AsUser, who.Caller, who.Account, who.Region, memory);
                await operation.TargetAsync(request, call, CancellationToken.None);
                var response = await operation.ExecuteAsync(request, call, CancellationToken.None);
                if (await Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None) == CommitOutcome.Committed)
                {
                    memory.IsCommitted = true;
                    return response;
                }
            }
            catch (OutsideNeededException outside)
            {
                await outside.Work(CancellationToken.None);
            }
        }

        throw new InvalidOperationException($"{operation.GetType().Name} met a conflict {RunsMax} times.");
    }

    /// <summary>Asks an operation what a request acts on; nothing is kept.</summary>
    public async Task<Target> TargetAsync<TRequest, TResponse>(
        IOperation<TRequest, TResponse> operation, TRequest request, string? asUser = null, Caller? caller = null, AccountId? account = null, Region? region = null)
    {
        for (var run = 0; run < RunsMax; run++)
        {
            try
            {
                using var transaction = Store.Begin(new Cause("target", 0));
                return await operation.TargetAsync(request, NewCall(transaction, "target", asUser, caller, account, region), CancellationToken.None);
            }
            catch (OutsideNeededException outside)
            {
                await outside.Work(CancellationToken.None);
            }
        }

        throw new InvalidOperationException($"{operation.GetType().Name} went outside {RunsMax} times.");
    }

    /// <summary>Makes a call as the gateway would, for what takes one outside an operation.</summary>
    public Call NewCall(
        ITransaction transaction, string requestId, string? asUser = null, Caller? caller = null, AccountId? account = null, Region? region = null, CallMemory? memory = null) => new()
        {
            Account = account ?? Account,
            Region = region ?? Region,
            Caller = caller ?? (asUser is null ? RootOf(account ?? Account) : UserOf(account ?? Account, asUser)),
            Now = Now,
            Ids = Ids,
            Transaction = transaction,
            RequestId = requestId,
            Request = new() { SourceIp = "192.0.2.1", UserAgent = "test", Host = "localhost:4566", IsSecure = IsSecure },
            Memory = memory ?? new(),
        };

    /// <summary>Reads a record as it is now.</summary>
    public async Task<T?> FindAsync<T>(string key)
        where T : class, IRecord<T>
    {
        using var transaction = Store.Begin(new Cause("find", 0));
        return await transaction.FindAsync<T>(key, CancellationToken.None);
    }

    /// <summary>Reads the records of a prefix as they are now.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string prefix)
        where T : class, IRecord<T>
    {
        using var transaction = Store.Begin(new Cause("list", 0));
        return await transaction.ListAsync<T>(prefix, CancellationToken.None);
    }

    /// <summary>Reads all entries of a stream, oldest first.</summary>
    public async Task<IReadOnlyList<StreamEntry>> StreamAsync(string stream)
    {
        using var transaction = Store.Begin(new Cause("stream", 0));
        return await transaction.SearchStreamAsync(new() { Stream = stream, Limit = ChangesMax }, CancellationToken.None);
    }

    /// <summary>Does something in a transaction of its own, and commits it.</summary>
    public async Task WriteAsync(Action<ITransaction> write)
    {
        using var transaction = Store.Begin(new Cause("write", 0) { At = Now });
        write(transaction);
        if (await Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None) != CommitOutcome.Committed)
        {
            throw new InvalidOperationException("The write met a conflict.");
        }
    }

    /// <summary>Puts a record in the place of another, as a call could have.</summary>
    public async Task ReplaceAsync<T>(T before, T after)
        where T : class, IRecord<T>
    {
        using var transaction = Store.Begin(new Cause("replace", 0) { At = Now });
        await transaction.FindAsync<T>(before.Key, CancellationToken.None);
        transaction.Replace(before, after);
        if (await Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None) != CommitOutcome.Committed)
        {
            throw new InvalidOperationException("The replacement met a conflict.");
        }
    }

    /// <summary>The root user of an account.</summary>
    public static Caller RootOf(AccountId account) => new()
    {
        Kind = CallerKind.Root,
        Account = account,
        Arn = $"arn:aws:iam::{account}:root",
        PrincipalId = account.Value,
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
    };

    /// <summary>An IAM user of an account.</summary>
    public static Caller UserOf(AccountId account, string name) => new()
    {
        Kind = CallerKind.User,
        Account = account,
        Arn = $"arn:aws:iam::{account}:user/{name}",
        PrincipalId = "AIDACKCEVSQ6C2EXAMPLE",
        UserName = name,
        AccessKeyId = "AKIAI44QH8DHBEXAMPLE",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var memory in _memories)
        {
            await memory.EndAsync();
        }

        _pump.Dispose();
        await Store.DisposeAsync();
    }

    // The store in memory answers without a thread of the test, so that a test may arrange its world in an expression.
    private static T Wait<T>(ValueTask<T> value) => value.AsTask().GetAwaiter().GetResult();
}
