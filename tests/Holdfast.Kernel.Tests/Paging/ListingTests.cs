using System.Globalization;
using CsCheck;
using Holdfast.Kernel.Paging;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Holdfast.Store.TestKit;

namespace Holdfast.Kernel.Tests.Paging;

/// <summary>Whatever the page, the pages together are the whole listing, in the order of the keys, each item once.</summary>
public sealed class ListingTests : IAsyncDisposable
{
    private const string Prefix = "111122223333/";
    private const string Owner = "carol";
    private const int Items = 450;

    private readonly SqliteStore _store = SqliteStore.Open(new() { Folder = null });

    public ListingTests()
    {
        using var transaction = _store.Begin(new Cause("given", 0));
        for (var i = 0; i < Items; i++)
        {
            transaction.Insert(Item.Of(NameOf(i), i, owner: i % 3 == 0 ? Owner : null));
        }

        _ = _store.CommitAsync(transaction, Durability.Durable, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public Task Of_records_under_a_prefix()
        => SameAsync(
            (listing, transaction) => listing.ReadAsync<Item>(transaction, Prefix, CancellationToken.None),
            Enumerable.Range(0, Items));

    [Fact]
    public Task Of_records_that_a_filter_lets_through()
        => SameAsync(
            (listing, transaction) => listing.ReadAsync<Item>(transaction, Prefix, item => item.Value % 7 == 0, CancellationToken.None),
            Enumerable.Range(0, Items).Where(value => value % 7 == 0));

    [Fact]
    public Task Of_records_in_an_index()
        => SameAsync(
            (listing, transaction) => listing.ReadAsync(transaction, Item.ByOwner, Owner, item => item.Value % 2 == 0, CancellationToken.None),
            Enumerable.Range(0, Items).Where(value => value % 6 == 0));

    [Fact]
    public Task Of_records_and_others_that_are_not_stored_of_which_the_records_count()
        => SameAsync(
            (listing, transaction) => listing.ReadAsync(
                transaction, Prefix, item => item.Value < 20, Enumerable.Range(10, 30).Select(i => (NameOf(i), Item.Of(NameOf(i), 1_000 + i))), CancellationToken.None),
            [.. Enumerable.Range(0, 20), .. Enumerable.Range(20, 20).Select(i => 1_000 + i)]);

    [Fact]
    public Task Of_what_was_read_whole()
        => SameAsync(
            (listing, _) => new(listing.Of(Enumerable.Range(0, 50).Select(i => Item.Of(NameOf(i), i)), item => item.Name)),
            Enumerable.Range(0, 50));

    [Fact]
    public async Task Never_goes_on_with_the_marker_of_another()
    {
        using var transaction = _store.Begin(new Cause("read", 0));
        var page = await new Listing("one", marker: null, 10, Invalid).ReadAsync<Item>(transaction, Prefix, CancellationToken.None);

        Assert.True(page.IsTruncated);
        Assert.Throws<CommonException>(() => new Listing("other", page.Marker, 10, Invalid));
    }

    private static string NameOf(int i) => i.ToString("D4", CultureInfo.InvariantCulture);

    private static CommonException Invalid() => new("InvalidMarker", 400, "no such marker");

    private async Task SameAsync(Func<Listing, IReadTransaction, ValueTask<Page<Item>>> read, IEnumerable<int> expected)
    {
        int[] all = [.. expected];
        await Gen.Int[1, 2 * Items].SampleAsync(
            async size =>
            {
                using var transaction = _store.Begin(new Cause("read", 0));
                var seen = new List<int>();
                string? marker = null;
                do
                {
                    var page = await read(new Listing("scope", marker, size, Invalid), transaction);
                    Assert.InRange(page.Items.Count, 1, size);
                    seen.AddRange(page.Items.Select(item => item.Value));
                    marker = page.Marker;
                }
                while (marker is not null);

                Assert.Equal(all, seen);
            },
            iter: 40);
    }
}
