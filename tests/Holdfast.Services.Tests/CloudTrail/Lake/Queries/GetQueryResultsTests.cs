using System.Globalization;
using Holdfast.Services.CloudTrail;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

public sealed class GetQueryResultsTests : LakeTests
{
    [Fact]
    public async Task Gives_all_rows_page_by_page_in_their_order()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, [.. Enumerable.Range(0, 1_050).Select(static number => EventOf(number))]);
        var query = await RunAsync($"SELECT eventID AS id, eventID FROM {store} ORDER BY eventID");

        var found = new List<string>();
        string? token = null;
        do
        {
            var page = await ResultsAsync(query, 400, token);
            Assert.Equal((page.QueryResultRows!.Count, 1_050), (page.QueryStatistics!.ResultsCount, page.QueryStatistics.TotalResultsCount));
            found.AddRange(page.QueryResultRows.Select(static row => row[0]["id"]));
            Assert.All(page.QueryResultRows, static row => Assert.Equal(row[0]["id"], row[1]["eventID"]));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 1_050).Select(static number => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:D12}")), found);
    }

    [Fact]
    public async Task Gives_the_status_alone_while_the_query_waits()
    {
        var store = await GivenStoreAsync();
        var query = (await World.CallAsync(Starting, new() { QueryStatement = $"SELECT eventID FROM {store}" })).QueryId!;

        var results = await ResultsAsync(query);

        Assert.Equal((QueryStatus.QUEUED, 0), (results.QueryStatus, results.QueryResultRows!.Count));
    }

    [Fact]
    public async Task Refuses_tokens_of_others_and_queries_that_are_not_there()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1), EventOf(2));
        var first = await RunAsync($"SELECT eventID FROM {store}");
        var second = await RunAsync($"SELECT eventID FROM {store}");
        var token = (await ResultsAsync(first, 1)).NextToken;

        Assert.NotNull(token);
        await RefusedAsync("InvalidNextTokenException", () => ResultsAsync(second, 1, token));
        await RefusedAsync("InvalidMaxResultsException", () => ResultsAsync(second, 1_001));
        await RefusedAsync("QueryIdNotFoundException", () => ResultsAsync("0233062b-51c6-4d18-8dec-a8c90da840d9"));
    }
}
