using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.Iam.Principals;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Delivery;

public sealed class DeliverTrailTests : TrailTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Delivers_a_file_of_the_events_since_the_start_under_the_published_name()
    {
        await RecordAsync("before");
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        await GivenLoggingAsync();
        await RecordAsync("alice");
        await RecordAsync("bob");

        await World.AdvanceAsync(Interval);

        var key = Assert.Single(await KeysAsync());
        Assert.Matches("^AWSLogs/111122223333/CloudTrail/us-east-1/2030/01/01/111122223333_CloudTrail_us-east-1_20300101T0105Z_[A-Za-z0-9]{16}\\.json\\.gz$", key);
        Assert.Equal(["alice", "bob"], await DeliveredAsync());
        var stored = (await World.FindAsync<Services.S3.Objects.CurrentObject>($"{Bucket}/{key}"))!.Object;
        Assert.Equal(("application/json", "gzip"), (stored.Headers.ContentType, stored.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Delivers_each_event_once_however_often_it_looks()
    {
        await GivenLoggingAsync();
        await RecordAsync("alice");
        await World.AdvanceAsync(Interval);
        await RecordAsync("bob");
        await World.AdvanceAsync(Interval * 3);

        Assert.Equal(["alice", "bob"], await DeliveredAsync());
        Assert.Equal(2, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task Every_commit_may_fail_and_each_event_is_still_delivered_once()
    {
        for (var number = 1; number <= 4; number++)
        {
            await using var tests = new DeliverTrailTests();
            await tests.GivenLoggingAsync();
            await tests.RecordAsync("alice");
            await tests.RecordAsync("bob", Elsewhere);
            tests.World.Store.FailCommit(number);

            await tests.World.AdvanceAsync(Interval * 4);

            Assert.Equal(["alice"], await tests.DeliveredAsync());
        }
    }

    [Fact]
    public async Task A_trail_of_all_regions_delivers_a_file_for_each_that_has_events()
    {
        await GivenLoggingAsync(request => request with { IsMultiRegionTrail = true });
        await RecordAsync("alice");
        await RecordAsync("bob", Elsewhere);

        await World.AdvanceAsync(Interval);

        Assert.Equal(2, (await KeysAsync()).Count);
        Assert.Equal(["bob", "alice"], await DeliveredAsync());
    }

    [Fact]
    public async Task A_full_file_is_followed_by_another_at_once()
    {
        await GivenLoggingAsync();
        var name = new string('n', 1_000_000 / 10);
        for (var number = 0; number < 100; number++)
        {
            await RecordAsync(number.ToString("D3", System.Globalization.CultureInfo.InvariantCulture) + name[..90_000]);
        }

        await World.AdvanceAsync(Interval);

        var keys = await KeysAsync();
        Assert.Equal(2, keys.Count);
        Assert.Equal(100, (await DeliveredAsync()).Distinct().Count());
        Assert.True((await UnpackAsync(keys[0])).Length < LogFile.BytesFull + 200_000);
    }

    [Fact]
    public async Task Keeps_what_a_refusing_bucket_does_not_take_tells_why_and_catches_up()
    {
        await GivenLoggingAsync();
        await RecordAsync("alice");
        await SetPolicyAsync(Bucket, null);

        await World.AdvanceAsync(TimeSpan.FromHours(1));
        var status = await StatusAsync();
        await RecordAsync("bob");
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));
        await World.AdvanceAsync(Interval);

        Assert.Equal("AccessDenied", status.LatestDeliveryError);
        Assert.Null(status.LatestDeliveryTime);
        Assert.Equal("2030-01-01T02:00:00Z", status.LatestDeliveryAttemptTime);
        Assert.Equal(["alice", "bob"], await DeliveredAsync());
        Assert.Null((await StatusAsync()).LatestDeliveryError);
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Delivers_what_happened_until_a_stop_and_nothing_after()
    {
        await GivenLoggingAsync();
        await RecordAsync("alice");
        await StopAsync();
        World.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await RecordAsync("bob");

        await World.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["alice"], await DeliveredAsync());
        await StartAsync();
        await RecordAsync("carol");
        await World.AdvanceAsync(Interval);

        Assert.Equal(["alice", "carol"], await DeliveredAsync());
    }

    [Fact]
    public async Task A_stop_while_the_bucket_refuses_loses_nothing_and_delivers_nothing_of_the_pause()
    {
        await GivenLoggingAsync();
        await RecordAsync("alice");
        await SetPolicyAsync(Bucket, null);
        await StopAsync();
        await World.AdvanceAsync(Interval);
        await RecordAsync("bob");
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        await StartAsync();
        await RecordAsync("carol");
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));

        await World.AdvanceAsync(Interval * 3);

        Assert.Equal(["alice", "carol"], await DeliveredAsync());
        Assert.Empty((await LogAsync()).Pauses);
    }

    [Fact]
    public async Task Data_events_are_delivered_where_a_selector_asks()
    {
        await GivenLoggingAsync();
        await SelectAsync(new EventSelectorShape
        {
            IncludeManagementEvents = true,
            DataResources = [new() { Type = "AWS::S3::Object", Values = ["arn:aws:s3:::papers/secret/"] }],
        });
        await RecordAsync("alice");
        await RecordReadAsync("papers", "secret/plan");
        await RecordReadAsync("papers", "public/plan");

        await World.AdvanceAsync(Interval);

        Assert.Equal(["alice", "secret/plan"], await DeliveredAsync());
    }

    [Fact]
    public async Task What_was_not_asked_for_is_not_delivered_when_it_is_asked_for_later()
    {
        await GivenLoggingAsync();
        await RecordReadAsync("papers", "early");
        await World.AdvanceAsync(Interval);
        await SelectAsync(new EventSelectorShape { DataResources = [new() { Type = "AWS::S3::Object", Values = ["arn:aws:s3:::papers/"] }] });
        await RecordReadAsync("papers", "late");

        await World.AdvanceAsync(Interval);

        Assert.Equal(["late"], await DeliveredAsync());
    }

    [Fact]
    public async Task Events_of_global_services_are_left_out_where_the_trail_says_so()
    {
        await GivenLoggingAsync(request => request with { IncludeGlobalServiceEvents = false });
        await RecordAsync("alice");

        await World.AdvanceAsync(Interval);

        Assert.Empty(await DeliveredAsync());
    }

    [Fact]
    public async Task The_files_are_sealed_with_the_key_of_the_trail_in_its_context()
    {
        var policy = $$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{World.Account}}:root"},"Action":"kms:*","Resource":"*"},
              {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:GenerateDataKey*","Resource":"*",
               "Condition":{"StringEquals":{"aws:SourceArn":"{{ArnOf()}}","kms:EncryptionContext:aws:cloudtrail:arn":"{{ArnOf()}}" } } }]}
            """;
        var key = (await World.CallAsync(new CreateKey(Parts.Get<KeyRing>(), new KmsQuotas(), new PrincipalDirectory()), new() { Policy = policy })).KeyMetadata!;
        await GivenLoggingAsync(request => request with { KmsKeyId = key.KeyId });
        await RecordAsync("alice");

        await World.AdvanceAsync(Interval);

        Assert.Equal(key.Arn, (await TrailAsync())!.KmsKeyArn);
        var envelope = (await World.FindAsync<Services.S3.Objects.CurrentObject>($"{Bucket}/{Assert.Single(await KeysAsync())}"))!.Object.Envelope!;
        Assert.Equal(key.Arn, envelope.KmsKeyArn);
        Assert.Equal(ArnOf(), envelope.Context!["aws:cloudtrail:arn"]);
    }

    [Fact]
    public async Task A_clean_stop_of_the_server_delivers_at_once()
    {
        await GivenLoggingAsync();
        await RecordAsync("alice");

        await TrailPace.WakeAsync(World.Store, World.Now, Options, CancellationToken.None);
        await World.SettleAsync();

        Assert.Equal(["alice"], await DeliveredAsync());
    }

    [Fact]
    public async Task The_record_of_the_delivery_names_CloudTrail_as_who_wrote()
    {
        await GivenLoggingAsync();
        await RecordAsync("alice");

        await World.AdvanceAsync(Interval);

        var record = JsonDocument.Parse((await World.StreamAsync(AuditStream.DataNameOf(World.Account, World.Region)))[^1].Payload).RootElement;
        Assert.Equal("PutObject", record.GetProperty("eventName").GetString());
        Assert.Equal("AWSService", record.GetProperty("userIdentity").GetProperty("type").GetString());
        Assert.Equal("cloudtrail.amazonaws.com", record.GetProperty("userIdentity").GetProperty("invokedBy").GetString());
    }
}
