using Holdfast.Services.CloudTrail.Logging;

namespace Holdfast.Services.Tests.CloudTrail.Logging;

public sealed class StartLoggingTests : TrailTests
{
    [Fact]
    public async Task Starts_a_trail_and_says_when()
    {
        await GivenTrailAsync();

        await StartAsync();

        var status = await StatusAsync();
        Assert.True(status.IsLogging);
        Assert.Equal(World.Now, status.StartLoggingTime);
        Assert.Equal("2030-01-01T00:00:00Z", status.TimeLoggingStarted);
    }

    [Fact]
    public async Task Changes_nothing_when_the_trail_logs_already()
    {
        await GivenLoggingAsync();
        var before = World.Changes.Count;

        await StartAsync();

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there_or_at_home_elsewhere()
    {
        await GivenTrailAsync(request => request with { IsMultiRegionTrail = true });

        await RefusedAsync("TrailNotFoundException", () => World.CallAsync(new StartLogging(Options), new() { Name = "another" }));
        await RefusedAsync("InvalidHomeRegionException", () => World.CallAsync(new StartLogging(Options), new() { Name = Name }, region: Elsewhere));
    }
}
