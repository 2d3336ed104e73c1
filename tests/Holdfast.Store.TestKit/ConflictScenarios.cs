using Xunit;

namespace Holdfast.Store.TestKit;

/// <summary>What every engine promises of transactions that meet: those that are kept could have run one after the other.</summary>
public abstract class ConflictScenarios : StoreScenario
{
    private static readonly string[] s_both = ["alice", "bob"];

    [Fact]
    public async Task Refuses_a_write_of_what_another_wrote_since()
    {
        await GivenAsync(Item.Of("alice", 1));
        using var first = Store.Begin(Test);
        using var second = Store.Begin(Test);
        foreach (var transaction in new[] { first, second })
        {
            var alice = (await transaction.FindAsync<Item>(Item.KeyOf("alice"), None))!;
            transaction.Replace(alice, alice with { Value = alice.Value + 1 });
        }

        Assert.Equal(CommitOutcome.Committed, await CommitAsync(first));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(second));
        Assert.Equal(2, (await FindAsync("alice"))!.Value);
        Assert.Equal(2, (await ChangesAsync()).Count);
    }

    [Fact]
    public async Task Refuses_write_skew()
    {
        await GivenAsync(Item.Of("alice", 1), Item.Of("bob", 1));
        using var first = Store.Begin(Test);
        using var second = Store.Begin(Test);
        foreach (var (transaction, kept, taken) in new[] { (first, "alice", "bob"), (second, "bob", "alice") })
        {
            Assert.Equal(1, (await transaction.FindAsync<Item>(Item.KeyOf(kept), None))!.Value);
            var other = (await transaction.FindAsync<Item>(Item.KeyOf(taken), None))!;
            transaction.Replace(other, other with { Value = 0 });
        }

        Assert.Equal(CommitOutcome.Committed, await CommitAsync(first));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(second));
    }

    [Fact]
    public async Task Refuses_what_relied_on_an_absence()
    {
        using var transaction = Store.Begin(Test);
        Assert.Null(await transaction.FindAsync<Item>(Item.KeyOf("alice"), None));
        transaction.Insert(Item.Of("bob"));
        await GivenAsync(Item.Of("alice"));

        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(transaction));
    }

    [Theory]
    [InlineData("b", true)]
    [InlineData("bb", true)]
    [InlineData("d", false)]
    [InlineData("a", false)]
    public async Task Refuses_what_relied_on_a_page_exactly_when_the_page_changed(string inserted, bool isConflict)
    {
        await GivenAsync(Item.Of("aa"), Item.Of("ab"), Item.Of("c"), Item.Of("e"));
        using var transaction = Store.Begin(Test);
        Assert.Equal(2, (await transaction.ListAsync<Item>("111122223333/", Item.KeyOf("aa"), 2, None)).Count);
        transaction.Insert(Item.Of("zz"));
        await GivenAsync(Item.Of(inserted));

        Assert.Equal(isConflict ? CommitOutcome.Conflict : CommitOutcome.Committed, await CommitAsync(transaction));
    }

    [Fact]
    public async Task Refuses_what_relied_on_an_open_end_of_a_list()
    {
        await GivenAsync(Item.Of("a"));
        using var transaction = Store.Begin(Test);
        await transaction.ListAsync<Item>("111122223333/", after: null, 2, None);
        transaction.Insert(Item.Of("b"));
        await GivenAsync(Item.Of("z"));

        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(transaction));
    }

    [Fact]
    public async Task Refuses_what_relied_on_a_value_in_a_list()
    {
        await GivenAsync(Item.Of("a", 1));
        using var transaction = Store.Begin(Test);
        await transaction.ListAsync<Item>("111122223333/", None);
        transaction.Insert(Item.Of("b"));
        await RunAsync(async other =>
        {
            var a = (await other.FindAsync<Item>(Item.KeyOf("a"), None))!;
            other.Replace(a, a with { Value = 2 });
        });

        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(transaction));
    }

    [Fact]
    public async Task Refuses_what_relied_on_a_count_only_when_the_count_may_differ()
    {
        await GivenAsync(Item.Of("a", 1));
        using var counting = Store.Begin(Test);
        using var countingToo = Store.Begin(Test);
        await counting.CountAsync<Item>("111122223333/", None);
        await countingToo.CountAsync<Item>("111122223333/", None);
        counting.Insert(new Note { Id = "1" });
        countingToo.Insert(new Note { Id = "2" });
        await RunAsync(async other =>
        {
            var a = (await other.FindAsync<Item>(Item.KeyOf("a"), None))!;
            other.Replace(a, a with { Value = 2 });
        });

        Assert.Equal(CommitOutcome.Committed, await CommitAsync(counting));
        await GivenAsync(Item.Of("b"));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(countingToo));
    }

    [Fact]
    public async Task Refuses_what_relied_on_an_index_value()
    {
        await GivenAsync(Item.Of("a", owner: "x"));
        using var byEmpty = Store.Begin(Test);
        using var byOther = Store.Begin(Test);
        await byEmpty.ListByIndexAsync(Item.ByOwner, "y", after: null, 10, None);
        await byOther.ListByIndexAsync(Item.ByOwner, "z", after: null, 10, None);
        byEmpty.Insert(new Note { Id = "1" });
        byOther.Insert(new Note { Id = "2" });
        await RunAsync(async other =>
        {
            var a = (await other.FindAsync<Item>(Item.KeyOf("a"), None))!;
            other.Replace(a, a with { Owner = "y" });
        });

        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(byEmpty));
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(byOther));
    }

    [Fact]
    public async Task Refuses_an_insert_of_a_key_that_is_taken_and_was_not_looked_at()
    {
        await GivenAsync(Item.Of("alice", 1));
        using var transaction = Store.Begin(Test);
        transaction.Insert(Item.Of("alice", 2));
        transaction.Insert(Item.Of("bob", 2));

        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(transaction));
        Assert.Equal(1, (await FindAsync("alice"))!.Value);
        Assert.Null(await FindAsync("bob"));
    }

    [Fact]
    public async Task Refuses_an_answer_that_never_was_true_at_one_time()
    {
        await GivenAsync(Item.Of("alice", 1), Item.Of("bob", 1));
        using var reading = Store.Begin(Test);
        var alice = await reading.FindAsync<Item>(Item.KeyOf("alice"), None);
        await RunAsync(async other =>
        {
            foreach (var name in s_both)
            {
                var item = (await other.FindAsync<Item>(Item.KeyOf(name), None))!;
                other.Replace(item, item with { Value = 2 });
            }
        });
        var bob = await reading.FindAsync<Item>(Item.KeyOf("bob"), None);

        Assert.NotEqual(alice!.Value, bob!.Value);
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(reading));
    }

    [Fact]
    public async Task Reads_the_same_value_twice_in_one_transaction()
    {
        await GivenAsync(Item.Of("alice", 1));
        using var reading = Store.Begin(Test);
        var first = await reading.FindAsync<Item>(Item.KeyOf("alice"), None);
        await RunAsync(async other =>
        {
            var alice = (await other.FindAsync<Item>(Item.KeyOf("alice"), None))!;
            other.Replace(alice, alice with { Value = 2 });
        });

        Assert.Same(first, await reading.FindAsync<Item>(Item.KeyOf("alice"), None));
    }

    [Fact]
    public async Task Discards_writes_and_still_checks_what_was_read()
    {
        await GivenAsync(Item.Of("alice", 1));
        using var refused = Store.Begin(Test);
        using var stale = Store.Begin(Test);
        foreach (var transaction in new[] { refused, stale })
        {
            await transaction.FindAsync<Item>(Item.KeyOf("alice"), None);
            transaction.Insert(Item.Of("bob"));
            transaction.DiscardWrites();
            Assert.False(transaction.HasWrites);
            transaction.Append("s", new StreamAppend(DateTimeOffset.UnixEpoch, "e"u8.ToArray(), []));
        }

        Assert.Equal(CommitOutcome.Committed, await CommitAsync(refused));
        Assert.Null(await FindAsync("bob"));
        await RunAsync(async other => other.Delete((await other.FindAsync<Item>(Item.KeyOf("alice"), None))!));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(stale));
    }

    [Fact]
    public async Task Keeps_a_memo_current_until_what_it_was_made_from_changes()
    {
        await GivenAsync(Item.Of("alice", 1), Item.Of("bob", 1));
        Freshness freshness;
        using (var transaction = Store.Begin(Test))
        {
            await transaction.FindAsync<Item>(Item.KeyOf("alice"), None);
            await transaction.ListByIndexAsync(Item.ByOwner, "x", after: null, 10, None);
            freshness = transaction.Freshness;
        }

        Assert.True(Store.IsCurrent(freshness));
        await RunAsync(async other => other.Delete((await other.FindAsync<Item>(Item.KeyOf("bob"), None))!));
        Assert.True(Store.IsCurrent(freshness));
        await GivenAsync(Item.Of("carol", owner: "x"));
        Assert.False(Store.IsCurrent(freshness));
        Assert.False(Store.IsCurrent(freshness));
    }

    [Fact]
    public async Task Holds_a_quota_and_lets_inserts_under_it_pass_each_other()
    {
        using var first = Store.Begin(Test);
        using var second = Store.Begin(Test);
        using var third = Store.Begin(Test);
        foreach (var (transaction, name) in new[] { (first, "a"), (second, "b"), (third, "c") })
        {
            Assert.True(await transaction.HasRoomAsync<Item>("111122223333/", 2, None));
            transaction.Insert(Item.Of(name));
        }

        Assert.Equal(CommitOutcome.Committed, await CommitAsync(first));
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(second));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(third));
        using var again = Store.Begin(Test);
        Assert.False(await again.HasRoomAsync<Item>("111122223333/", 2, None));
    }

    [Fact]
    public async Task Lets_an_exclusive_transaction_through_whatever_the_others_do()
    {
        await GivenAsync(Item.Of("alice", 1));
        using var exclusive = await Store.BeginExclusiveAsync(Test, None);
        var alice = (await exclusive.FindAsync<Item>(Item.KeyOf("alice"), None))!;
        using var other = Store.Begin(Test);
        var seen = (await other.FindAsync<Item>(Item.KeyOf("alice"), None))!;
        other.Replace(seen, seen with { Value = 10 });
        var waiting = CommitAsync(other);
        exclusive.Replace(alice, alice with { Value = 2 });

        Assert.Equal(CommitOutcome.Committed, await CommitAsync(exclusive));
        Assert.Equal(CommitOutcome.Conflict, await waiting);
        Assert.Equal(2, (await FindAsync("alice"))!.Value);
    }

    [Fact]
    public async Task Goes_on_when_an_exclusive_transaction_is_given_up()
    {
        using (await Store.BeginExclusiveAsync(Test, None))
        {
        }

        await GivenAsync(Item.Of("alice"));
        Assert.NotNull(await FindAsync("alice"));
    }
}
