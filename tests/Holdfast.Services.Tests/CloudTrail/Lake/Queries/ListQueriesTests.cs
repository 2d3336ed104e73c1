using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

public sealed class ListQueriesTests : LakeTests
{
    [Fact]
    public async Task Lists_the_queries_of_the_store_newest_first_page_by_page()
    {
        var store = await GivenStoreAsync();
        var other = await GivenStoreAsync(request => request with { Name = "other" });
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await RunAsync($"SELECT count(*) FROM {store}"));
            World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await RunAsync($"SELECT count(*) FROM {other}");

        var first = await ListAsync(new() { EventDataStore = store, MaxResults = 2 });
        var second = await ListAsync(new() { EventDataStore = store, MaxResults = 2, NextToken = first.NextToken });

        Assert.Equal(ids.AsEnumerable().Reverse(), first.Queries!.Concat(second.Queries!).Select(static query => query.QueryId));
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task Lists_those_of_a_status_and_of_a_stretch_of_time()
    {
        var store = await GivenStoreAsync();
        var first = await RunAsync($"SELECT count(*) FROM {store}");
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        var waiting = (await World.CallAsync(Starting, new() { QueryStatement = $"SELECT 1 FROM {store}" })).QueryId;

        Assert.Equal([waiting], (await ListAsync(new() { EventDataStore = store, QueryStatus = QueryStatus.QUEUED })).Queries!.Select(static query => query.QueryId));
        Assert.Equal([first], (await ListAsync(new() { EventDataStore = store, EndTime = World.Now - TimeSpan.FromSeconds(1) })).Queries!.Select(static query => query.QueryId));
        Assert.Equal([waiting], (await ListAsync(new() { EventDataStore = store, StartTime = World.Now })).Queries!.Select(static query => query.QueryId));
    }

    [Fact]
    public async Task Refuses_times_in_the_wrong_order_and_what_is_not_there()
    {
        var store = await GivenStoreAsync();

        await RefusedAsync("InvalidDateRangeException", () => ListAsync(new() { EventDataStore = store, StartTime = World.Now, EndTime = World.Now - TimeSpan.FromDays(1) }));
        await RefusedAsync("EventDataStoreNotFoundException", () => ListAsync(new() { EventDataStore = "0233062b-51c6-4d18-8dec-a8c90da840d9" }));
        await RefusedAsync("InvalidNextTokenException", () => ListAsync(new() { EventDataStore = store, NextToken = "token" }));
        await RefusedAsync("InvalidMaxResultsException", () => ListAsync(new() { EventDataStore = store, MaxResults = 1_001 }));
    }

    private Task<ListQueriesResponse> ListAsync(ListQueriesRequest request) => World.CallAsync(new ListQueries(), request);
}
