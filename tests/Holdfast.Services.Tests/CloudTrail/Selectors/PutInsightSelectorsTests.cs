using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Selectors;

namespace Holdfast.Services.Tests.CloudTrail.Selectors;

public sealed class PutInsightSelectorsTests : TrailTests
{
    private const string Store = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE";

    [Fact]
    public async Task Keeps_what_is_wanted_and_an_empty_list_wants_nothing()
    {
        await GivenTrailAsync();

        var response = await PutAsync("ApiCallRateInsight", "ApiErrorRateInsight");
        Assert.Equal(["ApiCallRateInsight", "ApiErrorRateInsight"], response.InsightSelectors!.Select(insight => insight.InsightType));
        Assert.True((await TrailAsync())!.ToShape().HasInsightSelectors);
        await PutAsync();

        Assert.Null((await TrailAsync())!.Insights);
    }

    [Theory]
    [InlineData("OtherInsight")]
    [InlineData("ApiCallRateInsight,ApiCallRateInsight")]
    public async Task Refuses_types_that_cannot_be(string types)
    {
        await GivenTrailAsync();

        await RefusedAsync("InvalidInsightSelectorsException", () => PutAsync(types.Split(',')));
    }

    [Fact]
    public async Task Refuses_insights_of_a_trail_without_management_events()
    {
        await GivenTrailAsync();
        await SelectAsync(new EventSelectorShape { IncludeManagementEvents = false });

        await RefusedAsync("InvalidInsightSelectorsException", () => PutAsync("ApiCallRateInsight"));
    }

    [Theory]
    [InlineData(null, null, "InvalidParameterException")]
    [InlineData(null, Store, "InvalidParameterException")]
    [InlineData("audit", Store, "InvalidParameterCombinationException")]
    [InlineData("another", null, "TrailNotFoundException")]
    public async Task Refuses_anything_but_one_trail(string? trail, string? store, string code)
    {
        await GivenTrailAsync();

        await RefusedAsync(code, () => World.CallAsync(new PutInsightSelectors(), new() { TrailName = trail, EventDataStore = store, InsightSelectors = [] }));
    }

    private Task<PutInsightSelectorsResponse> PutAsync(params string[] types) => World.CallAsync(
        new PutInsightSelectors(), new() { TrailName = Name, InsightSelectors = [.. types.Select(static type => new InsightSelectorShape { InsightType = type })] });
}
