using Xunit;

namespace Holdfast.Store.TestKit;

/// <summary>What every engine promises of records: keys, indexes, lists, counts, changes.</summary>
public abstract class RecordScenarios : StoreScenario
{
    [Fact]
    public async Task Finds_what_was_committed_and_nothing_else()
    {
        await GivenAsync(Item.Of("alice", 1));

        Assert.Equal(1, (await FindAsync("alice"))?.Value);
        Assert.Null(await FindAsync("bob"));
    }

    [Fact]
    public async Task Keeps_collections_apart()
    {
        await RunAsync(transaction =>
        {
            transaction.Insert(new Note { Id = Item.KeyOf("alice"), Text = "a note" });
            return Task.CompletedTask;
        });

        Assert.Null(await FindAsync("alice"));
    }

    [Fact]
    public async Task Sees_its_own_writes_before_anybody_else()
    {
        await GivenAsync(Item.Of("alice", 1), Item.Of("bob", 1), Item.Of("dora", 1));
        using var transaction = Store.Begin(Test);
        var alice = await transaction.FindAsync<Item>(Item.KeyOf("alice"), None);
        var bob = await transaction.FindAsync<Item>(Item.KeyOf("bob"), None);

        transaction.Replace(alice!, alice! with { Value = 2 });
        transaction.Delete(bob!);
        transaction.Insert(Item.Of("carol", 3));

        Assert.Equal(["alice", "carol", "dora"], (await transaction.ListAsync<Item>("111122223333/", None)).Select(static item => item.Name));
        Assert.Equal(["alice", "carol"], (await transaction.ListAsync<Item>("111122223333/", null, 2, None)).Select(static item => item.Name));
        Assert.Equal(3, await transaction.CountAsync<Item>("111122223333/", None));
        Assert.Equal(2, (await transaction.FindAsync<Item>(Item.KeyOf("alice"), None))!.Value);
        Assert.Null(await transaction.FindAsync<Item>(Item.KeyOf("bob"), None));
        Assert.Equal(1, (await FindAsync("alice"))!.Value);
        Assert.Null(await FindAsync("carol"));
    }

    [Fact]
    public async Task Leaves_nothing_of_a_transaction_that_was_not_committed()
    {
        using (var transaction = Store.Begin(Test))
        {
            transaction.Insert(Item.Of("alice"));
        }

        Assert.Null(await FindAsync("alice"));
        Assert.Empty(await ChangesAsync());
        Assert.Equal(0, Store.LastSequence);
    }

    [Fact]
    public async Task Lists_by_prefix_in_the_order_of_bytes_page_by_page()
    {
        string[] names = ["a", "a/b", "ab", "b", "é", "\uE000", "\uFFFD", "😀"];
        await GivenAsync([.. names.Reverse().Where(static (_, place) => place % 2 == 0).Select(static name => Item.Of(name)), Item.Of("a", account: "111122223334"), Item.Of("a", account: "111122223332")]);
        using var transaction = Store.Begin(Test);
        foreach (var own in names.Reverse().Where(static (_, place) => place % 2 == 1))
        {
            transaction.Insert(Item.Of(own));
        }

        var listed = new List<string>();
        string? after = null;
        while (await transaction.ListAsync<Item>("111122223333/", after, 3, None) is { Count: > 0 } page)
        {
            listed.AddRange(page.Select(static item => item.Name));
            Assert.True(listed.Count <= names.Length, "The pages go round in a circle.");
            after = page[^1].Key;
        }

        Assert.Equal(names, listed);
        Assert.Equal(["a", "a/b", "ab"], (await transaction.ListAsync<Item>("111122223333/a", None)).Select(static item => item.Name));
        Assert.Equal(10, (await transaction.ListAsync<Item>(string.Empty, None)).Count);
    }

    [Fact]
    public async Task Finds_records_by_an_index_through_every_change_of_the_value()
    {
        await GivenAsync(Item.Of("one", owner: "alice"), Item.Of("two", owner: "alice"), Item.Of("three"));
        await RunAsync(async transaction =>
        {
            var two = await transaction.FindAsync<Item>(Item.KeyOf("two"), None);
            transaction.Replace(two!, two! with { Owner = "bob" });
            var three = await transaction.FindAsync<Item>(Item.KeyOf("three"), None);
            transaction.Replace(three!, three! with { Owner = "alice" });

            Assert.Equal(["one", "three"], await NamesByOwnerAsync(transaction, "alice"));
        });
        using var reading = Store.Begin(Test);

        Assert.Equal(["one", "three"], await NamesByOwnerAsync(reading, "alice"));
        Assert.Equal(["two"], await NamesByOwnerAsync(reading, "bob"));
        Assert.Equal("one", (await reading.FindByIndexAsync(Item.ByOwner, "alice", None))!.Name);
        Assert.Equal(["three"], (await reading.ListByIndexAsync(Item.ByOwner, "alice", Item.KeyOf("one"), 5, None)).Select(static item => item.Name));
        await RunAsync(async transaction => transaction.Delete((await transaction.FindAsync<Item>(Item.KeyOf("one"), None))!));
        using var later = Store.Begin(Test);
        Assert.Equal(["three"], await NamesByOwnerAsync(later, "alice"));
    }

    [Fact]
    public async Task Counts_by_prefix_while_records_come_and_go()
    {
        await GivenAsync(Item.Of("a"), Item.Of("b"), Item.Of("c", account: "444455556666"));
        using (var transaction = Store.Begin(Test))
        {
            Assert.Equal(2, await transaction.CountAsync<Item>("111122223333/", None));
            Assert.Equal(3, await transaction.CountAsync<Item>(string.Empty, None));
        }

        await RunAsync(async transaction =>
        {
            transaction.Delete((await transaction.FindAsync<Item>(Item.KeyOf("a"), None))!);
            transaction.Insert(Item.Of("d"));
            transaction.Insert(Item.Of("e"));
        });
        using var later = Store.Begin(Test);
        Assert.Equal(3, await later.CountAsync<Item>("111122223333/", None));
    }

    [Fact]
    public async Task Feeds_each_change_once_with_both_values_and_its_cause()
    {
        await Store.RunAsync(
            transaction =>
            {
                transaction.Insert(Item.Of("alice", 1));
                transaction.Insert(new Note { Id = "n", Text = "x" });
                return Task.CompletedTask;
            },
            new Cause("request-1", 0));
        await Store.RunAsync(
            async transaction =>
            {
                var alice = await transaction.FindAsync<Item>(Item.KeyOf("alice"), None);
                transaction.Replace(alice!, alice! with { Value = 2 });
            },
            new Cause("follower", 3));
        await RunAsync(async transaction => transaction.Delete((await transaction.FindAsync<Item>(Item.KeyOf("alice"), None))!));

        var changes = await ChangesAsync();

        Assert.Equal([1, 2, 3, 4], changes.Select(static change => change.Sequence));
        Assert.Equal(4, Store.LastSequence);
        Assert.Equal(["test/items", "test/notes", "test/items", "test/items"], changes.Select(static change => change.Collection));
        Assert.Equal((null, 1), (changes[0].Before<Item>()?.Value, changes[0].After<Item>()?.Value));
        Assert.Equal((1, 2), (changes[2].Before<Item>()?.Value, changes[2].After<Item>()?.Value));
        Assert.Equal((2, null), (changes[3].Before<Item>()?.Value, changes[3].After<Item>()?.Value));
        Assert.Equal(new Cause("follower", 3), changes[2].Cause);
        Assert.Equal("x", changes[1].After<Note>()!.Text);
        Assert.Equal([3], (await Store.ReadChangesAsync(2, 1, None)).Select(static change => change.Sequence));
    }

    [Fact]
    public async Task Makes_one_change_of_several_writes_of_a_record()
    {
        await GivenAsync(Item.Of("kept", 1));
        await RunAsync(async transaction =>
        {
            var kept = (await transaction.FindAsync<Item>(Item.KeyOf("kept"), None))!;
            transaction.Delete(kept);
            transaction.Insert(kept with { Value = 2 });
            transaction.Insert(Item.Of("passing"));
            transaction.Delete(Item.Of("passing"));
        });

        var change = Assert.Single(await Store.ReadChangesAsync(1, 10, None));
        Assert.Equal((1, 2), (change.Before<Item>()!.Value, change.After<Item>()!.Value));
    }

    [Fact]
    public async Task Refuses_to_write_over_what_was_not_read()
    {
        await GivenAsync(Item.Of("alice"));
        using var transaction = Store.Begin(Test);

        Assert.Throws<InvalidOperationException>(() => transaction.Delete(Item.Of("alice")));
        Assert.Throws<ArgumentException>(() => transaction.Replace(Item.Of("alice"), Item.Of("bob")));
        await transaction.FindAsync<Item>(Item.KeyOf("alice"), None);
        Assert.Throws<InvalidOperationException>(() => transaction.Insert(Item.Of("alice")));
    }

    [Fact]
    public async Task Refuses_a_transaction_that_is_finished()
    {
        var transaction = Store.Begin(Test);
        await CommitAsync(transaction);

        Assert.Throws<InvalidOperationException>(() => transaction.Insert(Item.Of("alice")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(transaction));
    }

    [Fact]
    public async Task Empties_the_world_and_begins_again()
    {
        await GivenAsync(Item.Of("alice", owner: "x"));
        using var stale = Store.Begin(Test);
        await stale.FindAsync<Item>(Item.KeyOf("alice"), None);
        stale.Insert(Item.Of("bob"));
        await KeepBlobAsync("objects/1", [1, 2, 3]);

        await Store.ResetAsync(None);

        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(stale));
        Assert.Null(await FindAsync("alice"));
        Assert.Empty(await ChangesAsync());
        Assert.Null(await Store.Blobs.OpenAsync("objects/1", None));
        using var transaction = Store.Begin(Test);
        Assert.Equal(0, await transaction.CountAsync<Item>(string.Empty, None));
        Assert.Empty(await NamesByOwnerAsync(transaction, "x"));
        await GivenAsync(Item.Of("alice"));
        Assert.Equal(1, Store.LastSequence);
    }

    private static async Task<IEnumerable<string>> NamesByOwnerAsync(ITransaction transaction, string owner)
        => (await transaction.ListByIndexAsync(Item.ByOwner, owner, after: null, 10, None)).Select(static item => item.Name);
}
