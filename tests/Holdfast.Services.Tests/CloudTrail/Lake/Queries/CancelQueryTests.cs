using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

public sealed class CancelQueryTests : LakeTests
{
    [Fact]
    public async Task A_query_that_waits_is_cancelled_and_does_not_run()
    {
        var store = await GivenStoreAsync();
        var query = (await World.CallAsync(Starting, new() { QueryStatement = $"SELECT count(*) FROM {store}" })).QueryId!;

        var response = await CancelAsync(query);
        await RunPendingAsync();

        Assert.Equal((query, QueryStatus.CANCELLED), (response.QueryId, response.QueryStatus));
        Assert.Equal(QueryStatus.CANCELLED, (await DescribeAsync(query)).QueryStatus);
        Assert.Empty(await World.ListAsync<PendingQuery>(string.Empty));
    }

    [Fact]
    public async Task Refuses_a_query_that_has_ended_and_one_that_is_not_there()
    {
        var store = await GivenStoreAsync();
        var query = await RunAsync($"SELECT count(*) FROM {store}");

        await RefusedAsync("InactiveQueryException", () => CancelAsync(query));
        await RefusedAsync("QueryIdNotFoundException", () => CancelAsync("0233062b-51c6-4d18-8dec-a8c90da840d9"));
    }

    private Task<CancelQueryResponse> CancelAsync(string id) => World.CallAsync(new CancelQuery(), new() { QueryId = id });
}
