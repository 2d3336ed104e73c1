using System.Globalization;
using System.Text;
using Xunit;

namespace Holdfast.Store.TestKit;

/// <summary>What every engine promises of streams.</summary>
public abstract class StreamScenarios : StoreScenario
{
    private const int Many = 150_000;

    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Numbers_entries_in_commit_order_in_each_stream()
    {
        await AppendAsync("a", 1, 2);
        await AppendAsync("b", 1, 1);
        await AppendAsync("a", 3, 2);

        var entries = await SearchAsync(new StreamQuery { Stream = "a", Limit = 10 });

        Assert.Equal([1, 2, 3, 4], entries.Select(static entry => entry.Sequence));
        Assert.Equal(["1", "2", "3", "4"], entries.Select(TextOf));
        Assert.Equal(s_start.AddMinutes(3), entries[2].At);
        Assert.Single(await SearchAsync(new StreamQuery { Stream = "b", Limit = 10 }));
        Assert.Empty(await SearchAsync(new StreamQuery { Stream = "c", Limit = 10 }));
    }

    [Fact]
    public async Task Finds_entries_by_label_time_and_number_from_either_end()
    {
        for (var i = 1; i <= 100; i += 10)
        {
            await AppendAsync("s", i, 10);
        }

        Assert.Equal([7, 17, 27], await NumbersAsync(new() { Stream = "s", Label = "Last=7", Limit = 3 }));
        Assert.Equal([97, 87], await NumbersAsync(new() { Stream = "s", Label = "Last=7", Limit = 2, NewestFirst = true }));
        Assert.Equal([77, 67], await NumbersAsync(new() { Stream = "s", Label = "Last=7", Limit = 2, NewestFirst = true, BeforeSequence = 87 }));
        Assert.Empty(await NumbersAsync(new() { Stream = "s", Label = "Last=77", Limit = 2 }));
        Assert.Equal([42, 43, 44], await NumbersAsync(new() { Stream = "s", From = s_start.AddMinutes(42), To = s_start.AddMinutes(44), Limit = 9 }));
        Assert.Equal([98, 99, 100], await NumbersAsync(new() { Stream = "s", AfterSequence = 97, Limit = 9 }));
        Assert.Equal([100, 99, 98], await NumbersAsync(new() { Stream = "s", AfterSequence = 97, NewestFirst = true, Limit = 9 }));
        Assert.Equal([51, 52], await NumbersAsync(new() { Stream = "s", AfterSequence = 50, BeforeSequence = 53, Limit = 9 }));
        Assert.Equal([2, 1], await NumbersAsync(new() { Stream = "s", BeforeSequence = 3, NewestFirst = true, Limit = 9 }));
        Assert.Empty(await NumbersAsync(new() { Stream = "s", Limit = 0 }));
        Assert.Empty(await NumbersAsync(new() { Stream = "s", AfterSequence = 100, Limit = 9 }));
    }

    [Fact]
    public async Task Keeps_every_entry_however_many_and_however_they_came()
    {
        // Single entries first, then handfuls, then more than a block holds: each way into a full block is taken.
        var next = 1;
        foreach (var size in Enumerable.Repeat(1, 70).Concat(Enumerable.Repeat(40, 40)).Append(2_500).Concat(Enumerable.Repeat(1, 40)))
        {
            await AppendAsync("s", next, size);
            next += size;
        }

        Assert.Equal(Enumerable.Range(1, next - 1), await NumbersAsync(new() { Stream = "s", Limit = int.MaxValue }));
        Assert.Equal(Enumerable.Range(1, next - 1).Reverse(), await NumbersAsync(new() { Stream = "s", Limit = int.MaxValue, NewestFirst = true }));
        Assert.Equal(
            Enumerable.Range(1, next - 1).Where(static number => number % 10 == 3),
            await NumbersAsync(new() { Stream = "s", Label = "Last=3", Limit = int.MaxValue }));
        Assert.Equal(Enumerable.Range(1_001, 50), await NumbersAsync(new() { Stream = "s", AfterSequence = 1_000, Limit = 50 }));
    }

    [Fact]
    public async Task Answers_among_very_many_as_a_list_would()
    {
        var random = new Random(2030);
        var next = 1;
        while (next <= Many)
        {
            // Few groups are of single entries, which are merged; many are of more than a block holds.
            var size = random.Next(4) switch { 0 => 1, 1 => random.Next(2, 200), _ => random.Next(2_000, 6_000) };
            await AppendAsync("s", next, size);
            next += size;
        }

        await CompareAsync(random, Enumerable.Range(1, next - 1).ToList());
        Assert.Equal(Enumerable.Range(1, next - 1), await PagesAsync(new() { Stream = "s", Limit = 997 }));
        Assert.Equal(
            Enumerable.Range(1, next - 1).Where(static number => number % 700 == 5).Reverse(),
            await PagesAsync(new() { Stream = "s", Label = "Of700=5", NewestFirst = true, Limit = 1 }));
        var oldest = Many * 2 / 3;
        await RunAsync(transaction =>
        {
            transaction.TrimStream("s", s_start.AddMinutes(oldest));
            return Task.CompletedTask;
        });
        await AppendAsync("s", next, 3_000);
        await CompareAsync(random, Enumerable.Range(oldest, next + 3_000 - oldest).ToList());
        await RunAsync(transaction =>
        {
            transaction.TrimStream("s", s_start.AddYears(1));
            return Task.CompletedTask;
        });
        Assert.Empty(await NumbersAsync(new() { Stream = "s", Label = LabelsOf(next)[0], Limit = 9 }));
    }

    [Fact]
    public async Task Drops_exactly_what_is_older_and_numbers_on()
    {
        await AppendAsync("s", 1, 10);
        await AppendAsync("s", 11, 10);
        await RunAsync(transaction =>
        {
            transaction.TrimStream("s", s_start.AddMinutes(15));
            return Task.CompletedTask;
        });

        Assert.Equal([15, 16, 17, 18, 19, 20], await NumbersAsync(new() { Stream = "s", Limit = 99 }));
        Assert.Equal([16], await NumbersAsync(new() { Stream = "s", AfterSequence = 15, Limit = 1 }));
        await RunAsync(transaction =>
        {
            transaction.TrimStream("s", s_start.AddDays(1));
            return Task.CompletedTask;
        });
        Assert.Empty(await NumbersAsync(new() { Stream = "s", Limit = 99 }));
        await AppendAsync("s", 21, 1);
        Assert.Equal([21], (await SearchAsync(new() { Stream = "s", Limit = 99 })).Select(static entry => (int)entry.Sequence));
    }

    [Fact]
    public async Task Drops_what_is_older_from_every_stream_of_a_prefix_and_from_no_other()
    {
        await AppendAsync("a/1", 1, 5);
        await AppendAsync("a/2", 1, 5);
        await AppendAsync("a", 1, 5);
        await AppendAsync("b/1", 1, 5);
        await RunAsync(transaction =>
        {
            transaction.TrimStreams("a/", s_start.AddMinutes(4));
            return Task.CompletedTask;
        });

        Assert.Equal([4, 5], await NumbersAsync(new() { Stream = "a/1", Limit = 99 }));
        Assert.Equal([4, 5], await NumbersAsync(new() { Stream = "a/2", Limit = 99 }));
        Assert.Equal([1, 2, 3, 4, 5], await NumbersAsync(new() { Stream = "a", Limit = 99 }));
        Assert.Equal([1, 2, 3, 4, 5], await NumbersAsync(new() { Stream = "b/1", Limit = 99 }));
    }

    [Fact]
    public async Task Commits_entries_with_records_or_not_at_all()
    {
        await GivenAsync(Item.Of("alice"));
        using var transaction = Store.Begin(Test);
        transaction.Insert(Item.Of("alice"));
        transaction.Append("s", new StreamAppend(s_start, "1"u8.ToArray(), []));

        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(transaction));
        Assert.Empty(await SearchAsync(new() { Stream = "s", Limit = 9 }));
    }

    [Fact]
    public async Task Writes_deferred_entries_with_the_next_group()
    {
        for (var i = 1; i <= 3; i++)
        {
            using var transaction = Store.Begin(Test);
            transaction.Append("s", EntryOf(i));
            Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(transaction, Durability.Deferred, None));
        }

        await GivenAsync(Item.Of("alice"));
        await GivenAsync(Item.Of("bob"));

        Assert.Equal([1, 2, 3], (await NumbersAsync(new() { Stream = "s", Limit = 9 })).Order());
        Assert.Equal(0, Store.Statistics.DeferredEntries);
    }

    private static StreamAppend EntryOf(int number)
        => new(
            s_start.AddMinutes(number),
            Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
            LabelsOf(number));

    private static string[] LabelsOf(int number) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Last={number % 10}"),
        string.Create(CultureInfo.InvariantCulture, $"Of700={number % 700}"),
        string.Create(CultureInfo.InvariantCulture, $"Id={number}"),
    ];

    private static string TextOf(StreamEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private Task AppendAsync(string stream, int first, int count)
        => RunAsync(transaction =>
        {
            for (var i = first; i < first + count; i++)
            {
                transaction.Append(stream, EntryOf(i));
            }

            return Task.CompletedTask;
        });

    private async Task<List<int>> PagesAsync(StreamQuery query)
    {
        List<int> all = [];
        List<int> page;
        do
        {
            page = [.. await NumbersAsync(query)];
            all.AddRange(page);
            query = page is not [.., var last] ? query : query.NewestFirst ? query with { BeforeSequence = last } : query with { AfterSequence = last };
        }
        while (page.Count == query.Limit);
        return all;
    }

    // The sequence of an entry is its number, since the stream has no others.
    private async Task CompareAsync(Random random, List<int> numbers)
    {
        for (var i = 0; i < 120; i++)
        {
            var about = random.Next(1, Many + 3_000);
            var label = random.Next(4) is var which && which < 3 ? LabelsOf(about)[which] : null;
            var query = new StreamQuery
            {
                Stream = "s",
                Label = label,
                NewestFirst = random.Next(2) == 0,
                Limit = random.Next(1, 300),
                From = random.Next(3) == 0 ? s_start.AddMinutes(about - random.Next(2_000)) : null,
                To = random.Next(3) == 0 ? s_start.AddMinutes(about + random.Next(2_000)) : null,
                AfterSequence = random.Next(3) == 0 ? about - random.Next(2_000) : null,
                BeforeSequence = random.Next(3) == 0 ? about + random.Next(2_000) : null,
            };
            var expected = numbers.Where(number => Matches(query, number));
            Assert.Equal((query.NewestFirst ? expected.Reverse() : expected).Take(query.Limit), await NumbersAsync(query));
        }
    }

    private static bool Matches(StreamQuery query, int number)
        => (query.Label is null || LabelsOf(number).Contains(query.Label))
            && !(s_start.AddMinutes(number) < query.From) && !(s_start.AddMinutes(number) > query.To)
            && !(number <= query.AfterSequence) && !(number >= query.BeforeSequence);

    private async Task<IReadOnlyList<StreamEntry>> SearchAsync(StreamQuery query)
    {
        using var transaction = Store.Begin(Test);
        return await transaction.SearchStreamAsync(query, None);
    }

    private async Task<IEnumerable<int>> NumbersAsync(StreamQuery query)
        => (await SearchAsync(query)).Select(static entry => int.Parse(TextOf(entry), CultureInfo.InvariantCulture)).ToList();
}
