using System.Globalization;
using Xunit;

namespace Holdfast.Store.TestKit;

/// <summary>What every engine promises when many work at once.</summary>
public abstract class ConcurrencyScenarios : StoreScenario
{
    private const int Workers = 16;

    [Fact]
    public async Task Keeps_the_sum_while_many_transfer()
    {
        const int Accounts = 5;
        await GivenAsync([.. Enumerable.Range(0, Accounts).Select(static number => Item.Of(NameOf(number), 100))]);
        var isOver = false;
        var auditing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                using var transaction = Store.Begin(Test);
                var sum = (await transaction.ListAsync<Item>("111122223333/", None)).Sum(static item => item.Value);
                if (await CommitAsync(transaction) == CommitOutcome.Committed)
                {
                    Assert.Equal(100 * Accounts, sum);
                }
            }
        });

        await InParallelAsync(worker => TransferAsync(worker % Accounts, ((worker / Accounts) + worker + 1) % Accounts), times: 20);
        Volatile.Write(ref isOver, true);
        await auditing;

        using var reading = Store.Begin(Test);
        Assert.Equal(100 * Accounts, (await reading.ListAsync<Item>("111122223333/", None)).Sum(static item => item.Value));
    }

    [Fact]
    public async Task Loses_no_update()
    {
        await GivenAsync(Item.Of("counter"));

        await InParallelAsync(
            _ => RunAsync(async transaction =>
            {
                var counter = (await transaction.FindAsync<Item>(Item.KeyOf("counter"), None))!;
                transaction.Replace(counter, counter with { Value = counter.Value + 1 });
            }),
            times: 10);

        Assert.Equal(Workers * 10, (await FindAsync("counter"))!.Value);
    }

    [Fact]
    public async Task Holds_a_quota_against_many_creators()
    {
        const int Quota = 40;
        var created = 0;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(creator => Task.Run(async () =>
        {
            var hasRoom = false;
            await RunAsync(async transaction =>
            {
                hasRoom = await transaction.HasRoomAsync<Item>("111122223333/", Quota, None);
                if (hasRoom)
                {
                    transaction.Insert(Item.Of(NameOf(creator)));
                }
            });
            Interlocked.Add(ref created, hasRoom ? 1 : 0);
        })));

        Assert.Equal(Quota, created);
        using var reading = Store.Begin(Test);
        Assert.Equal(Quota, (await reading.ListAsync<Item>("111122223333/", None)).Count);
    }

    [Fact]
    public async Task Feeds_changes_without_gaps_to_who_reads_along()
    {
        const int Total = Workers * 20 * 2;
        var following = Task.Run(async () =>
        {
            var seen = new List<Change>();
            while (seen.Count < Total)
            {
                var signals = Store.Signals;
                var changes = await Store.ReadChangesAsync(seen.Count, 7, None);
                seen.AddRange(changes);
                if (changes.Count == 0)
                {
                    await Store.WaitForCommitAsync(signals, None);
                }
            }

            return seen;
        });
        var number = 0;
        await InParallelAsync(
            _ => RunAsync(transaction =>
            {
                var own = Interlocked.Increment(ref number);
                transaction.Insert(Item.Of($"a-{own}"));
                transaction.Insert(Item.Of($"b-{own}"));
                return Task.CompletedTask;
            }),
            times: 20);

        var changes = await following;

        Assert.Equal(Enumerable.Range(1, Total), changes.Select(static change => (int)change.Sequence));
        Assert.All(
            changes.Chunk(2),
            static pair => Assert.Equal(pair[0].After<Item>()!.Name[1..], pair[1].After<Item>()!.Name[1..]));
    }

    [Fact]
    public async Task Numbers_the_entries_of_a_stream_without_gaps()
    {
        var number = 0;
        await InParallelAsync(
            async _ =>
            {
                using var transaction = Store.Begin(Test);
                transaction.Append("s", new StreamAppend(DateTimeOffset.UnixEpoch, BitConverter.GetBytes(Interlocked.Increment(ref number)), []));
                await Store.CommitAsync(transaction, number % 3 == 0 ? Durability.Durable : Durability.Deferred, None);
            },
            times: 50);
        await GivenAsync(Item.Of("last"));
        await GivenAsync(Item.Of("very last"));

        using var reading = Store.Begin(Test);
        var entries = await reading.SearchStreamAsync(new StreamQuery { Stream = "s", Limit = int.MaxValue }, None);
        Assert.Equal(Enumerable.Range(1, Workers * 50), entries.Select(static entry => (int)entry.Sequence));
        Assert.Equal(Enumerable.Range(1, Workers * 50), entries.Select(static entry => BitConverter.ToInt32(entry.Payload.Span)).Order());
    }

    private static string NameOf(int number) => number.ToString("D3", CultureInfo.InvariantCulture);

    private static Task InParallelAsync(Func<int, Task> work, int times)
        => Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < times; i++)
            {
                await work(worker);
            }
        })));

    private Task TransferAsync(int source, int target)
        => RunAsync(async transaction =>
        {
            var giver = (await transaction.FindAsync<Item>(Item.KeyOf(NameOf(source)), None))!;
            var taker = (await transaction.FindAsync<Item>(Item.KeyOf(NameOf(target)), None))!;
            if (source != target)
            {
                transaction.Replace(giver, giver with { Value = giver.Value - 1 });
                transaction.Replace(taker, taker with { Value = taker.Value + 1 });
            }
        });
}
