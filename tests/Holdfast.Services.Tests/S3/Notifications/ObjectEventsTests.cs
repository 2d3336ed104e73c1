using System.Text.Json;
using Holdfast.Protocols.Signing;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Notifications;

namespace Holdfast.Services.Tests.S3.Notifications;

public sealed class ObjectEventsTests : S3Tests
{
    private const string Queue = "arn:aws:sqs:us-east-1:111122223333:events";
    private const string Topic = "arn:aws:sns:us-east-1:111122223333:events";

    [Fact]
    public async Task Tells_a_queue_in_the_published_format()
    {
        await GivenQueueAsync("s3:ObjectCreated:*");

        var put = await PutAsync("red flower.jpg", "text");
        await World.SettleAsync();

        var (arn, text, by, source) = Destinations.Sent[^1];
        Assert.Equal(Queue, arn);
        Assert.Equal("s3.amazonaws.com", by);
        Assert.Equal($"arn:aws:s3:::{Bucket}", source);
        var told = JsonDocument.Parse(text).RootElement.GetProperty("Records")[0];
        Assert.Equal("2.3", told.GetProperty("eventVersion").GetString());
        Assert.Equal("ObjectCreated:Put", told.GetProperty("eventName").GetString());
        Assert.Equal("2030-01-01T00:00:00.000Z", told.GetProperty("eventTime").GetString());
        Assert.Equal("192.0.2.1", told.GetProperty("requestParameters").GetProperty("sourceIPAddress").GetString());
        var subject = told.GetProperty("s3");
        Assert.Equal("created", subject.GetProperty("configurationId").GetString());
        Assert.Equal(Bucket, subject.GetProperty("bucket").GetProperty("name").GetString());
        var about = subject.GetProperty("object");
        Assert.Equal("red+flower.jpg", about.GetProperty("key").GetString());
        Assert.Equal(4, about.GetProperty("size").GetInt32());
        Assert.Equal(put.ETag, $"\"{about.GetProperty("eTag").GetString()}\"");
        Assert.False(about.TryGetProperty("versionId", out _));
        Assert.NotEmpty(about.GetProperty("sequencer").GetString()!);
        Assert.Empty(await World.ListAsync<RaisedEvent>(""));
        Assert.Empty(await World.ListAsync<PendingDelivery>(""));
    }

    [Fact]
    public async Task Tells_only_of_what_is_asked_for()
    {
        await GivenQueueAsync("s3:ObjectRemoved:Delete", new() { Name = "Prefix", Value = "logs/" }, new() { Name = "Suffix", Value = ".gz" });
        foreach (var key in new[] { "logs/a.gz", "logs/b.txt", "c.gz" })
        {
            await PutAsync(key, "text");
            await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = key });
        }

        await World.SettleAsync();

        var told = Assert.Single(Told());
        Assert.Equal("ObjectRemoved:Delete", told.GetProperty("eventName").GetString());
        Assert.Equal("logs/a.gz", told.GetProperty("s3").GetProperty("object").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Orders_the_events_of_a_key()
    {
        await GivenQueueAsync("s3:*");
        await PutAsync("k", "1");
        await PutAsync("k", "2");
        await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });
        await World.SettleAsync();

        var sequencers = Told().Select(told => told.GetProperty("s3").GetProperty("object").GetProperty("sequencer").GetString()!).Order(StringComparer.Ordinal).ToList();
        var names = Told().OrderBy(told => told.GetProperty("s3").GetProperty("object").GetProperty("sequencer").GetString(), StringComparer.Ordinal)
            .Select(told => told.GetProperty("eventName").GetString());

        Assert.Equal(3, sequencers.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(["ObjectCreated:Put", "ObjectCreated:Put", "ObjectRemoved:Delete"], names);
    }

    [Fact]
    public async Task Tries_again_when_a_destination_refuses()
    {
        await GivenQueueAsync("s3:ObjectCreated:Put");
        Destinations.Refusals = 3;

        await PutAsync("k", "text");
        await World.SettleAsync();
        Assert.Empty(Told());
        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Single(Told());
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Parks_after_a_day_what_is_still_refused()
    {
        await GivenQueueAsync("s3:ObjectCreated:Put");
        Destinations.Refusals = int.MaxValue;

        await PutAsync("k", "text");
        await World.AdvanceAsync(TimeSpan.FromDays(2));

        var kept = Assert.Single(await World.ListAsync<PendingDelivery>(""));
        Assert.Equal(Queue, kept.Destination);
        var parked = Assert.Single(await World.ParkedAsync());
        Assert.Equal((DeliverEvent.TimerKind, kept.Id), (parked.Worker, parked.Subject));
        Assert.EndsWith("Not today.", parked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_what_was_parked_when_it_is_tried_again()
    {
        await GivenQueueAsync("s3:ObjectCreated:Put");
        Destinations.Refusals = int.MaxValue;
        await PutAsync("k", "text");
        await World.AdvanceAsync(TimeSpan.FromDays(2));
        Destinations.Refusals = 0;

        Assert.True(await World.UnparkAsync(Assert.Single(await World.ParkedAsync()).Key));
        await World.SettleAsync();

        Assert.Single(Told());
        Assert.Empty(await World.ListAsync<PendingDelivery>(""));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Tells_an_upload_by_a_form_from_a_put()
    {
        await GivenQueueAsync("s3:ObjectCreated:Post");

        await PutAsync("put", "text");
        await PutAsync(new() { Bucket = Bucket, Key = "form", Body = new FormFileStream(BodyOf([1, 2, 3]), policy: null) });
        await World.SettleAsync();

        var told = Assert.Single(Told());
        Assert.Equal("ObjectCreated:Post", told.GetProperty("eventName").GetString());
        Assert.Equal("form", told.GetProperty("s3").GetProperty("object").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Puts_events_on_the_bus()
    {
        Destinations.HasBus = true;
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await ConfigureAsync(new() { EventBridgeConfiguration = new() });

        await PutAsync("k", "text");
        await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });
        await World.SettleAsync();

        Assert.Equal(["Object Created", "Object Deleted"], Destinations.Events.Select(static told => told.DetailType).Order(StringComparer.Ordinal));
        var deleted = JsonDocument.Parse(Destinations.Events.Single(static told => told.DetailType == "Object Deleted").Detail).RootElement;
        Assert.Equal("Delete Marker Created", deleted.GetProperty("deletion-type").GetString());
        Assert.Equal("111122223333", deleted.GetProperty("requester").GetString());
    }

    [Fact]
    public async Task A_bucket_without_notifications_writes_nothing()
    {
        await GivenBucketAsync();
        var before = World.Changes.Count;

        await PutAsync("k", "text");

        Assert.DoesNotContain(World.Changes.Skip(before), static change => change.Collection == RaisedEvent.Type.Collection);
    }

    [Fact]
    public async Task A_configuration_sends_a_test_event()
    {
        await GivenQueueAsync("s3:ObjectCreated:*");

        var told = JsonDocument.Parse(Assert.Single(Destinations.Sent).Text).RootElement;
        Assert.Equal("s3:TestEvent", told.GetProperty("Event").GetString());
        Assert.Equal(Bucket, told.GetProperty("Bucket").GetString());
    }

    [Fact]
    public async Task Refuses_a_destination_that_is_not_there_or_refuses()
    {
        await GivenBucketAsync();
        Destinations.Existing.Add(Queue);
        Destinations.Refusals = 1;

        var error = await RefusedAsync("InvalidArgument", () => ConfigureAsync(new()
        {
            TopicConfigurations = [new() { TopicArn = Topic, Events = ["s3:ObjectRemoved:*"] }],
            QueueConfigurations = [new() { QueueArn = Queue, Events = ["s3:ObjectCreated:*"] }],
        }));

        Assert.Equal("Unable to validate the following destination configurations", error.Message);
        Assert.Equal("The destination topic does not exist", error.Details[1].Value);
        Assert.Equal("Permissions on the destination queue do not allow S3 to publish notifications from this bucket", error.Details[3].Value);
    }

    private async Task GivenQueueAsync(string name, params FilterRuleShape[] rules)
    {
        await GivenBucketAsync();
        Destinations.Existing.Add(Queue);
        string[] events = name == "s3:*" ? ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"] : [name];
        await ConfigureAsync(new()
        {
            QueueConfigurations = [new() { Id = "created", QueueArn = Queue, Events = events, Filter = new() { Key = new() { FilterRules = rules } } }],
        });
    }

    private Task ConfigureAsync(NotificationConfigurationShape configuration)
        => World.CallAsync(
            new PutBucketNotificationConfiguration(Parts.Get<NotificationDestinations>()),
            new() { Bucket = Bucket, NotificationConfiguration = configuration });

    private List<JsonElement> Told()
        => [.. Destinations.Sent.Where(static sent => !sent.Text.Contains("s3:TestEvent", StringComparison.Ordinal))
            .Select(static sent => JsonDocument.Parse(sent.Text).RootElement.GetProperty("Records")[0])];
}
