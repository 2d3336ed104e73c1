using Holdfast.Services.CloudTrail.Logging;

namespace Holdfast.Services.Tests.CloudTrail.Logging;

public sealed class GetTrailStatusTests : TrailTests
{
    [Fact]
    public async Task Tells_of_a_trail_that_never_logged()
    {
        await GivenTrailAsync();

        Assert.Equal(
            new()
            {
                IsLogging = false,
                LatestDeliveryAttemptTime = "",
                LatestDeliveryAttemptSucceeded = "",
                LatestNotificationAttemptTime = "",
                LatestNotificationAttemptSucceeded = "",
                TimeLoggingStarted = "",
                TimeLoggingStopped = "",
            },
            await StatusAsync());
    }

    [Fact]
    public async Task Tells_of_the_last_deliveries()
    {
        await GivenLoggingAsync(request => request with { EnableLogFileValidation = true });
        await RecordAsync("alice");

        await World.AdvanceAsync(TimeSpan.FromHours(1));

        var status = await StatusAsync();
        Assert.Equal(World.Now - TimeSpan.FromMinutes(55), status.LatestDeliveryTime);
        Assert.Equal("2030-01-01T01:05:00Z", status.LatestDeliveryAttemptSucceeded);
        Assert.Equal(World.Now, status.LatestDigestDeliveryTime);
    }

    [Fact]
    public async Task Says_that_nothing_is_delivered_to_a_topic_or_a_log_group()
    {
        await GivenTrailAsync(request => request with { SnsTopicName = "told" });
        await ChangeAsync(trail => trail with { LogGroupArn = "arn:aws:logs:us-east-1:111122223333:log-group:audit:*" });

        var status = await StatusAsync();

        Assert.StartsWith("NotAvailable", status.LatestNotificationError, StringComparison.Ordinal);
        Assert.StartsWith("NotAvailable", status.LatestCloudWatchLogsDeliveryError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_shadow_by_its_ARN_alone()
    {
        await GivenTrailAsync(request => request with { IsMultiRegionTrail = true });

        await World.CallAsync(new GetTrailStatus(Told, Told), new() { Name = ArnOf() }, region: Elsewhere);

        await RefusedAsync("TrailNotFoundException", () => World.CallAsync(new GetTrailStatus(Told, Told), new() { Name = Name }, region: Elsewhere));
    }
}
