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
}
