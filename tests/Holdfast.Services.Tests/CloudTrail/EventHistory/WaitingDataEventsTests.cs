using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.EventHistory;

/// <summary>Data events are kept for a day, and longer for a trail that has yet to deliver them.</summary>
public sealed class WaitingDataEventsTests : TrailTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly string Stream = AuditStream.DataNameOf(World.Account, World.Region);

    [Fact]
    public async Task They_wait_for_a_trail_whose_bucket_refuses_and_are_delivered_when_it_takes_them()
    {
        await GivenRefusingAsync("arn:aws:s3:::papers/");
        await RecordReadAsync("papers", "plan");

        await World.AdvanceAsync(Day * 30);
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));
        await World.AdvanceAsync(Day * 2);

        Assert.Equal(["plan"], (await DeliveredAsync()).Where(static name => name == "plan"));
    }

    [Fact]
    public async Task They_wait_for_ninety_days_and_no_longer()
    {
        await GivenRefusingAsync("arn:aws:s3:::papers/");
        await RecordReadAsync("papers", "plan");

        await World.AdvanceAsync(Day * 89);
        var before = await HasAsync("plan");
        await World.AdvanceAsync(Day * 3);

        Assert.True(before);
        Assert.False(await HasAsync("plan"));
    }

    [Fact]
    public async Task They_go_after_a_day_when_they_are_delivered_or_no_trail_wants_them()
    {
        await GivenRefusingAsync(wanted: null);
        await RecordReadAsync("papers", "unwanted");
        await World.AdvanceAsync(Day * 2);
        var wasKept = await HasAsync("unwanted");
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));
        await SelectAsync(Wanting("arn:aws:s3:::papers/"));
        await World.AdvanceAsync(Day);
        await RecordReadAsync("papers", "wanted");

        await World.AdvanceAsync(Day * 3);

        Assert.False(wasKept);
        Assert.Contains("wanted", await DeliveredAsync());
        Assert.False(await HasAsync("wanted"));
    }

    private static EventSelectorShape Wanting(string prefix) => new() { IncludeManagementEvents = true, DataResources = [new() { Type = "AWS::S3::Object", Values = [prefix] }] };

    private async Task GivenRefusingAsync(string? wanted)
    {
        Options.TrailInterval = TimeSpan.FromHours(12);
        World.Given(new IamAccount { Id = World.Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = World.Now });
        await GivenLoggingAsync();
        if (wanted is not null)
        {
            await SelectAsync(Wanting(wanted));
        }

        await SetPolicyAsync(Bucket, null);
    }

    private async Task<bool> HasAsync(string key)
        => (await World.StreamAsync(Stream)).Any(entry => Encoding.UTF8.GetString(entry.Payload.Span).Contains($"papers/{key}", StringComparison.Ordinal));
}
