using Holdfast.Services.CloudTrail.Selectors;

namespace Holdfast.Services.Tests.CloudTrail.Selectors;

public sealed class GetInsightSelectorsTests : TrailTests
{
    [Fact]
    public async Task Tells_what_is_wanted()
    {
        await GivenTrailAsync();
        await World.CallAsync(new PutInsightSelectors(), new() { TrailName = Name, InsightSelectors = [new() { InsightType = "ApiErrorRateInsight" }] });

        var response = await World.CallAsync(new GetInsightSelectors(), new() { TrailName = Name });

        Assert.Equal("ApiErrorRateInsight", Assert.Single(response.InsightSelectors!).InsightType);
        Assert.Equal(ArnOf(), response.TrailARN);
    }

    [Fact]
    public async Task Refuses_a_trail_without_any()
    {
        await GivenTrailAsync();

        var error = await RefusedAsync("InsightNotEnabledException", () => World.CallAsync(new GetInsightSelectors(), new() { TrailName = Name }));

        Assert.Equal("Trail audit does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.", error.Message);
    }
}
