using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Lake.Audit;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Policies;
using Holdfast.Services.CloudTrailData;
using Holdfast.Services.CloudTrailData.AuditEvents;
using Holdfast.Services.Tests.CloudTrail.Lake.Channels;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrailData.AuditEvents;

public sealed class PutAuditEventsTests : ChannelTests
{
    [Fact]
    public async Task Events_are_kept_before_the_answer_and_queries_see_them_as_published()
    {
        var (store, channel) = await GivenChannelAsync();

        var answer = await PutAsync(channel, EventOf("u1"), EventOf("u2", user: "bob"));

        Assert.Empty(answer.Failed);
        Assert.Equal(["u1", "u2"], answer.Successful.Select(static each => each.Id));
        var id = answer.Successful[0].EventID;
        Assert.Equal(
            [$"ActivityAuditLog|ActivityLog|{id}|us-east-1|{World.Account}|{channel}|2030-01-01T00:00:00Z|alice|Login|u1|9"],
            await AskAsync(
                $"""
                SELECT eventCategory, eventType, eventID, awsRegion, recipientAccountId, metadata.channelARN, metadata.ingestionTime, eventData.userIdentity.principalId,
                eventData.eventName, eventData.UID, element_at(eventData.requestParameters, 'attempt') FROM {store} WHERE eventData.UID = 'u1'
                """));
        Assert.Equal(["2"], await AskAsync($"SELECT CAST(count(*) AS VARCHAR) FROM {store} WHERE eventTime = TIMESTAMP '2029-12-31 23:59:58'"));
        Assert.Empty(await World.ListAsync<WaitingEvents>(string.Empty));
    }

    [Fact]
    public async Task Events_go_into_every_store_of_the_channel()
    {
        var stores = new[] { await GivenActivityStoreAsync("one"), await GivenActivityStoreAsync("two") };
        var channel = (await World.CallAsync(new CreateChannel(), new() { Name = Name, Source = "Custom", Destinations = [.. stores.SelectMany(DestinationsOf)] })).ChannelArn!;

        await PutAsync(channel, EventOf("u1"));

        Assert.All(stores, store => Assert.Equal(["1"], AskAsync($"SELECT CAST(count(*) AS VARCHAR) FROM {store}").GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task What_waits_is_written_into_a_file_of_the_store_without_a_query()
    {
        var (store, channel) = await GivenChannelAsync();
        await PutAsync(channel, EventOf("u1"));

        await World.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(await World.ListAsync<WaitingEvents>(string.Empty));
        Assert.Equal(1, Assert.Single(await World.ListAsync<EventFile>(string.Empty)).Events);
        Assert.Equal(["u1"], await AskAsync($"SELECT eventData.UID FROM {store}"));
    }

    [Theory]
    [InlineData("\"version\":\"1\",", "", "FieldNotFound", "The required field version is missing.")]
    [InlineData("\"principalId\":\"alice\"", "\"principalId\":null", "FieldNotFound", "The required field principalId is missing.")]
    [InlineData("\"userIdentity\"", "\"identity\"", "FieldNotFound", "The required field userIdentity is missing.")]
    [InlineData("\"UID\"", "\"Uid\"", "FieldNotFound", "The required field UID is missing.")]
    [InlineData("\"eventName\":\"Login\"", "\"eventName\":7", "InvalidData", "The field eventName is not a string.")]
    [InlineData("{\"attempt\":9}", "[]", "InvalidData", "The field requestParameters is not a JSON object.")]
    [InlineData("2029-12-31T23:59:58Z", "yesterday", "InvalidData", "The field eventTime is not a time in the format yyyy-MM-DDTHH:mm:ss.")]
    [InlineData("2029-12-31T23:59:58Z", "2010-12-31T23:59:58Z", "InvalidData", "The field eventTime is earlier than the event data stores of the channel keep events.")]
    [InlineData("\"recipientAccountId\":\"111122223333\"", "\"recipientAccountId\":\"444455556666\"", "InvalidRecipient", "The recipient account ID must be that of the account that owns the channel.")]
    [InlineData("\"eventSource\":\"app.example.com\"", "\"eventSource\":\"\"", "InvalidEventSource", "The event source must not be empty.")]
    [InlineData("}}", "}", "InvalidData", "The event data is not valid JSON.")]
    public async Task An_event_that_is_none_is_named_and_the_others_are_kept(string part, string instead, string code, string message)
    {
        var (store, channel) = await GivenChannelAsync();
        var wrong = EventOf("bad");
        Assert.Contains(part, wrong.EventData, StringComparison.Ordinal);

        var answer = await PutAsync(channel, EventOf("u1"), wrong with { EventData = wrong.EventData.Replace(part, instead, StringComparison.Ordinal) });

        var failed = Assert.Single(answer.Failed);
        Assert.Equal(("bad", code, message), (failed.Id, failed.ErrorCode, failed.ErrorMessage));
        Assert.Equal(["u1"], await AskAsync($"SELECT eventData.UID FROM {store}"));
    }

    [Fact]
    public async Task Fields_that_are_too_long_are_named()
    {
        var (_, channel) = await GivenChannelAsync();
        var name = EventOf("u1");
        var parameters = EventOf("u2");

        var answer = await PutAsync(
            channel,
            name with { EventData = name.EventData.Replace("Login", new string('n', 1_025), StringComparison.Ordinal) },
            parameters with { EventData = parameters.EventData.Replace("\"attempt\":9", $"\"attempt\":\"{new string('p', 100 << 10)}\"", StringComparison.Ordinal) });

        Assert.Equal([("u1", "FieldTooLong"), ("u2", "FieldTooLong")], answer.Failed.Select(static failed => (failed.Id, failed.ErrorCode)));
        Assert.Empty(await World.ListAsync<WaitingEvents>(string.Empty));
    }

    [Fact]
    public async Task A_checksum_that_is_given_has_to_be_that_of_the_event()
    {
        var (_, channel) = await GivenChannelAsync();
        var first = EventOf("u1");

        var answer = await PutAsync(
            channel,
            first with { EventDataChecksum = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(first.EventData))) },
            EventOf("u2") with { EventDataChecksum = Convert.ToBase64String(SHA256.HashData("other"u8)) });

        Assert.Equal(("u1", "u2", "InvalidChecksum"), (Assert.Single(answer.Successful).Id, Assert.Single(answer.Failed).Id, answer.Failed[0].ErrorCode));
    }

    [Fact]
    public async Task The_channel_tells_of_the_last_events()
    {
        var (_, channel) = await GivenChannelAsync();
        await PutAsync(channel, EventOf("u1"));
        await PutAsync(channel, EventOf("u2") with { EventData = "{}" });

        var status = (await World.CallAsync(new GetChannel(), new() { Channel = channel })).IngestionStatus!;

        Assert.Equal(("u1", "u2", "FieldNotFound"), (status.LatestIngestionSuccessEventID, status.LatestIngestionAttemptEventID, status.LatestIngestionErrorCode));
        Assert.Equal((World.Now, World.Now), (status.LatestIngestionSuccessTime, status.LatestIngestionAttemptTime));
    }

    [Fact]
    public async Task The_channel_is_judged_with_its_policy_its_tags_and_the_external_id()
    {
        var store = await GivenActivityStoreAsync();
        var channel = (await CreateAsync(store, tags: [new() { Key = "team", Value = "red" }])).ChannelArn!;
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"cloudtrail-data:PutAuditEvents","Resource":"{{channel}}"}]}""";
        await World.CallAsync(new PutResourcePolicy(Parts.Get<IPrincipalDirectory>()), new() { ResourceArn = channel, ResourcePolicy = policy });

        var target = await World.TargetAsync(Putting, new() { ChannelArn = channel, AuditEvents = [], ExternalId = "secret" }, account: new("444455556666"));

        Assert.Equal((channel, World.Account, policy), (target.Resource.Value, target.Owner, target.ResourcePolicy));
        Assert.Equal([("aws:ResourceTag/team", "red"), ("cloudtrail:ExternalId", "secret")], target.Context.Select(static key => (key.Name, key.Values[0])));
        Assert.Equal("AWS::CloudTrail::Channel", Assert.Single(target.Named).Type);
    }

    [Fact]
    public async Task A_channel_is_named_by_its_id_too()
    {
        var (_, channel) = await GivenChannelAsync();

        Assert.Single((await PutAsync(IdOf(channel), EventOf("u1"))).Successful);
    }

    [Fact]
    public async Task Refuses_channels_that_are_not_there_and_names_that_are_none()
    {
        await RefusedAsync("ChannelNotFound", () => PutAsync($"arn:aws:cloudtrail:us-east-1:{World.Account}:channel/ee54f255-e080-4483-aa72-b1ef9fafb58e", EventOf("u1")));
        await RefusedAsync("InvalidChannelARN", () => PutAsync("arn:aws:cloudtrail:us-east-1:111122223333:trail/audit", EventOf("u1")));
        await RefusedAsync("InvalidChannelARN", () => PutAsync("nonsense", EventOf("u1")));
    }

    [Fact]
    public async Task Refuses_two_events_of_one_id_and_more_than_a_megabyte()
    {
        var (_, channel) = await GivenChannelAsync();

        await RefusedAsync("DuplicatedAuditEventId", () => PutAsync(channel, EventOf("u1"), EventOf("u1")));
        await RefusedAsync("ValidationException", () => PutAsync(channel, EventOf("u1") with { EventData = new string(' ', PutAuditEvents.BytesMax + 1) }));
    }

    private PutAuditEvents Putting => new(Parts.Get<IEventChannels>());

    private async Task<(string Store, string Channel)> GivenChannelAsync()
    {
        var store = await GivenActivityStoreAsync();
        return (store, (await CreateAsync(store)).ChannelArn!);
    }

    private Task<PutAuditEventsResponse> PutAsync(string channel, params AuditEventShape[] events)
        => World.CallAsync(Putting, new() { ChannelArn = channel, AuditEvents = events });

    private static AuditEventShape EventOf(string id, string user = "alice") => new()
    {
        Id = id,
        EventData = $$$"""{"version":"1","userIdentity":{"type":"CustomUser","principalId":"{{{user}}}","details":{"team":"red"}},"userAgent":"app","eventSource":"app.example.com","eventName":"Login","eventTime":"2029-12-31T23:59:58Z","UID":"{{{id}}}","requestParameters":{"attempt":9},"recipientAccountId":"{{{World.Account}}}","additionalEventData":{"more":true}}""",
    };
}
