using System.Text.Json;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Delivery;

/// <summary>What a trail tells its topic and its log group, where there are any.</summary>
public sealed class ReceiversTests : TrailTests
{
    private const string Group = "arn:aws:logs:us-east-1:111122223333:log-group:audit:*";
    private const string Role = "arn:aws:iam::111122223333:role/logs";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_topic_is_told_of_each_file_in_the_published_form()
    {
        Told.IsAvailable = true;
        await GivenLoggingAsync(request => request with { SnsTopicName = "told" });
        await RecordAsync("alice");
        await World.AdvanceAsync(Interval);

        Assert.Equal(
            [$$"""cloudtrail.amazonaws.com for {{ArnOf()}} to arn:aws:sns:us-east-1:111122223333:told: {"s3Bucket":"evidence","s3ObjectKey":["{{Assert.Single(await KeysAsync())}}"]}"""],
            Told.Messages);
        var status = await StatusAsync();
        Assert.Equal(World.Now, status.LatestNotificationTime);
        Assert.Equal(("2030-01-01T01:05:00Z", "2030-01-01T01:05:00Z"), (status.LatestNotificationAttemptTime, status.LatestNotificationAttemptSucceeded));
        Assert.Null(status.LatestNotificationError);
    }

    [Fact]
    public async Task A_topic_that_refuses_holds_up_no_file_and_the_status_says_why()
    {
        (Told.IsAvailable, Told.Refusal) = (true, "AuthorizationError");
        await GivenLoggingAsync(request => request with { SnsTopicName = "told" });
        await RecordAsync("alice");
        await World.AdvanceAsync(Interval);

        Assert.Equal(["alice"], await DeliveredAsync());
        var status = await StatusAsync();
        Assert.Equal("AuthorizationError", status.LatestNotificationError);
        Assert.Equal(("2030-01-01T01:05:00Z", ""), (status.LatestNotificationAttemptTime, status.LatestNotificationAttemptSucceeded));
    }

    [Fact]
    public async Task A_topic_that_refused_is_told_of_all_files_in_their_order_when_it_takes_messages_again()
    {
        (Told.IsAvailable, Told.Refusal) = (true, "AuthorizationError");
        await GivenLoggingAsync(request => request with { SnsTopicName = "told" });
        await RecordAsync("alice");
        await World.AdvanceAsync(Interval);
        await RecordAsync("bob");
        await World.AdvanceAsync(Interval);
        Told.Refusal = null;
        await World.AdvanceAsync(Interval * 2);

        Assert.Equal(await KeysAsync(), Told.Messages.Select(static message => message.Split('"')[^2]));
        Assert.Equal(2, Told.Messages.Count);
        var status = await StatusAsync();
        Assert.Null(status.LatestNotificationError);
        Assert.NotNull(status.LatestNotificationTime);
    }

    [Fact]
    public async Task A_topic_is_told_also_when_its_trail_was_stopped_meanwhile_and_no_digest_comes_twice()
    {
        (Told.IsAvailable, Told.Refusal) = (true, "AuthorizationError");
        await GivenLoggingAsync(request => request with { SnsTopicName = "told", EnableLogFileValidation = true });
        await RecordAsync("alice");
        await StopAsync();
        await World.AdvanceAsync(Interval);
        var digests = (await KeysAsync("CloudTrail-Digest")).Count;
        Told.Refusal = null;
        await World.AdvanceAsync(Interval * 2);

        Assert.Single(Told.Messages);
        Assert.Equal((1, 1), (digests, (await KeysAsync("CloudTrail-Digest")).Count));
    }

    [Fact]
    public async Task The_log_group_receives_each_event_once_in_a_stream_for_its_region()
    {
        Told.IsAvailable = true;
        await GivenLoggingAsync(request => request with { IsMultiRegionTrail = true });
        await ChangeAsync(static trail => trail with { LogGroupArn = Group, LogRoleArn = Role });
        await RecordAsync("alice");
        await RecordAsync("bob", Elsewhere);
        await World.AdvanceAsync(Interval);
        await RecordAsync("carol");
        await World.AdvanceAsync(Interval * 3);

        Assert.Equal(
            ["111122223333_CloudTrail_us-east-1", "111122223333_CloudTrail_eu-west-1", "111122223333_CloudTrail_us-east-1"],
            Told.Batches.Select(static batch => batch.Stream));
        Assert.All(Told.Batches, static batch => Assert.Equal((Group, Role), (batch.GroupArn, batch.RoleArn)));
        Assert.Equal(["alice", "bob", "carol"], Users());
    }

    [Fact]
    public async Task A_log_group_that_refuses_holds_up_no_file_and_gets_everything_later()
    {
        (Told.IsAvailable, Told.Refusal) = (true, "AccessDeniedException");
        await GivenLoggingAsync();
        await ChangeAsync(static trail => trail with { LogGroupArn = Group, LogRoleArn = Role });
        await RecordAsync("alice");
        await World.AdvanceAsync(Interval);
        var status = await StatusAsync();
        Told.Refusal = null;
        await RecordAsync("bob");
        await World.AdvanceAsync(Interval);

        Assert.Equal("AccessDeniedException", status.LatestCloudWatchLogsDeliveryError);
        Assert.Equal(["alice", "bob"], await DeliveredAsync());
        Assert.Equal(["alice", "bob"], Users());
        Assert.Equal(World.Now, (await StatusAsync()).LatestCloudWatchLogsDeliveryTime);
        Assert.Null((await StatusAsync()).LatestCloudWatchLogsDeliveryError);
    }

    [Fact]
    public async Task A_log_group_that_comes_later_receives_what_happens_then()
    {
        Told.IsAvailable = true;
        await GivenLoggingAsync();
        await RecordAsync("alice");
        await World.AdvanceAsync(Interval);
        World.Given(new Services.Iam.Roles.Role
        {
            Account = World.Account,
            Partition = "aws",
            Name = "logs",
            Path = "/",
            Id = "AROACKCEVSQ6C2EXAMPLE",
            CreateDate = World.Now,
            Trust = new("{}", []),
            MaxSessionSeconds = 3600,
        });
        await World.CallAsync(new UpdateTrail(Settings, Options), new() { Name = Name, CloudWatchLogsLogGroupArn = Group, CloudWatchLogsRoleArn = Role });
        await RecordAsync("bob");
        await World.AdvanceAsync(Interval);

        Assert.Equal(["bob"], Users());
    }

    [Fact]
    public async Task More_than_one_call_takes_goes_in_several()
    {
        Told.IsAvailable = true;
        await GivenLoggingAsync();
        await ChangeAsync(static trail => trail with { LogGroupArn = Group, LogRoleArn = Role });
        for (var number = 0; number < 30; number++)
        {
            await RecordAsync(new string('n', 60_000));
        }

        await World.AdvanceAsync(Interval);

        Assert.Equal(30, Told.Events.Count());
        Assert.True(Told.Batches.Count > 1);
        Assert.All(Told.Batches, static batch => Assert.True(batch.Entries.Sum(static entry => entry.Message.Length + LogBatch.EntryBytes) <= LogBatch.BytesMax));
    }

    private IEnumerable<string?> Users()
        => Told.Events
            .Select(static text => JsonDocument.Parse(text).RootElement)
            .Where(static record => record.GetProperty("eventName").GetString() == "CreateUser")
            .Select(static record => record.GetProperty("requestParameters").GetProperty("userName").GetString());
}
