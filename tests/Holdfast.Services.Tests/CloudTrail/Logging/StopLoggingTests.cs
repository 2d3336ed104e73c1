using Holdfast.Services.CloudTrail.Logging;

namespace Holdfast.Services.Tests.CloudTrail.Logging;

public sealed class StopLoggingTests : TrailTests
{
    [Fact]
    public async Task Stops_a_trail_and_says_when()
    {
        await GivenLoggingAsync();
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        await StopAsync();
        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        var status = await StatusAsync();
        Assert.False(status.IsLogging);
        Assert.Equal("2030-01-01T01:01:00Z", status.TimeLoggingStopped);
        Assert.True((await LogAsync()).IsDrained);
        Assert.Null(await World.SettleAsync());
    }

    [Fact]
    public async Task Changes_nothing_when_the_trail_does_not_log()
    {
        await GivenTrailAsync();
        var before = World.Changes.Count;

        await StopAsync();

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there_or_at_home_elsewhere()
    {
        await GivenTrailAsync(request => request with { IsMultiRegionTrail = true });

        await RefusedAsync("TrailNotFoundException", () => World.CallAsync(new StopLogging(), new() { Name = "another" }));
        await RefusedAsync("InvalidHomeRegionException", () => World.CallAsync(new StopLogging(), new() { Name = Name }, region: Elsewhere));
    }
}
