using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

public sealed class DescribeQueryTests : LakeTests
{
    [Fact]
    public async Task Tells_what_was_asked_and_what_it_took()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1), EventOf(2), EventOf(3, "DeleteUser"));
        var statement = $"SELECT eventID FROM {store} WHERE eventName = 'CreateUser'";

        var described = await DescribeAsync(await RunAsync(statement));

        Assert.Equal((statement, QueryStatus.FINISHED, null), (described.QueryString, described.QueryStatus, described.DeliveryStatus));
        Assert.Equal((2, 3, World.Now), (described.QueryStatistics!.EventsMatched, described.QueryStatistics.EventsScanned, described.QueryStatistics.CreationTime));
        Assert.True(described.QueryStatistics.BytesScanned > 0);
    }

    [Fact]
    public async Task Refuses_a_query_that_is_not_there_and_a_request_without_one()
    {
        var store = await GivenStoreAsync();
        var other = await GivenStoreAsync(request => request with { Name = "other" });
        var query = await RunAsync($"SELECT eventID FROM {store}");

        await RefusedAsync("QueryIdNotFoundException", () => DescribeAsync("0233062b-51c6-4d18-8dec-a8c90da840d9"));
        await RefusedAsync("QueryIdNotFoundException", () => World.CallAsync(new DescribeQuery(), new() { QueryId = query, EventDataStore = other }));
        await RefusedAsync("InvalidParameterException", () => World.CallAsync(new DescribeQuery(), new()));
    }

    [Fact]
    public async Task A_query_is_forgotten_after_seven_days_and_its_answer_too()
    {
        var store = await GivenStoreAsync();
        var query = await RunAsync($"SELECT count(*) FROM {store}");
        var answer = (await World.FindAsync<LakeQuery>(LakeQuery.KeyOf(World.Account, World.Region.Value, query)))!.Answer!;

        await World.AdvanceAsync(LakeQuery.Kept + Services.CloudTrail.Lake.Events.LakeFiles.Grace);

        await RefusedAsync("QueryIdNotFoundException", () => DescribeAsync(query));
        Assert.Null(await World.Store.Blobs.OpenAsync(answer.Name, CancellationToken.None));
    }

    [Theory]
    [InlineData("SELECT eventName FROM EDS", 2, 2)]
    [InlineData("SELECT eventName FROM EDS WHERE eventTime > '2029-12-31 00:00:00'", 1, 1)]
    [InlineData("SELECT eventName FROM EDS e WHERE e.EVENTTIME <= timestamp '2029-12-31 00:00:00' AND eventName LIKE '%'", 1, 1)]
    [InlineData("SELECT eventName FROM EDS WHERE eventTime BETWEEN '2029-12-01' AND '2029-12-02'", 1, 1)]
    [InlineData("SELECT eventName FROM EDS WHERE '2029-12-31' < eventTime AND eventTime < now() - interval '1' day", 0, 1)]
    [InlineData("SELECT eventName FROM EDS WHERE eventTime > '2031-01-01'", 0, 0)]
    [InlineData("SELECT eventName FROM EDS WHERE eventTime > '2029-12-31' OR eventName LIKE 'Old%'", 2, 2)]
    [InlineData("SELECT eventName FROM EDS WHERE NOT (eventTime > '2029-12-31')", 1, 1)]
    [InlineData("SELECT a.eventName FROM EDS a LEFT JOIN EDS b ON b.eventTime > '2029-12-31' WHERE a.eventTime < '2029-12-31'", 1, 2)]
    [InlineData("SELECT eventName FROM EDS WHERE eventTime > '2029-12-31' UNION ALL SELECT eventName FROM EDS WHERE eventTime < '2029-12-31'", 2, 2)]
    [InlineData("SELECT eventName FROM EDS WHERE eventTime > '2029-12-31' AND EXISTS (SELECT 1 FROM EDS o WHERE o.eventName = 'Old')", 1, 2)]
    [InlineData("SELECT n FROM (SELECT eventName AS n, timestamp '2029-12-01' AS eventTime FROM EDS) WHERE eventTime < '2029-12-31'", 2, 2)]
    public async Task Reads_and_counts_the_files_that_can_have_events_of_the_time_that_is_asked_for(string query, int rows, long scanned)
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1, "Old").Replace("2030-01-01T", "2029-12-01T", StringComparison.Ordinal));
        await GiveAsync(store, EventOf(2, "New"));

        var id = await RunAsync(query.Replace("EDS", store, StringComparison.Ordinal));

        var described = await DescribeAsync(id);
        Assert.Null(described.ErrorMessage);
        Assert.Equal((rows, scanned), ((await ResultsAsync(id)).QueryResultRows!.Count, described.QueryStatistics!.EventsScanned));
    }
}
