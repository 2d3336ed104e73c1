using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Events;

public sealed class EventIntakeTests : LakeTests
{
    [Fact]
    public async Task An_event_that_is_given_twice_is_there_once()
    {
        var id = await GivenStoreAsync();

        Assert.Equal(2, await GiveAsync(id, EventOf(1), EventOf(2), EventOf(1)));
        Assert.Equal(1, await GiveAsync(id, EventOf(1), EventOf(3)));
        Assert.Equal(0, await GiveAsync(id, EventOf(3)));

        Assert.Equal(["3"], await AskAsync($"SELECT count(*) FROM {id}"));
    }

    [Fact]
    public async Task What_is_no_event_is_left_out()
    {
        var id = await GivenStoreAsync();

        Assert.Equal(1, await GiveAsync(id, """{"eventTime":"2030-01-01T00:00:00Z"}""", """{"eventID":"x","eventTime":"soon"}""", """{"eventID":"x"}""", EventOf(1)));
    }

    [Fact]
    public async Task An_event_that_was_given_is_not_taken_in_again()
    {
        var id = await GivenStoreAsync();
        await RecordAsync("alice");
        var recorded = (await World.StreamAsync(Kernel.AuditStream.NameOf(World.Account, World.Region)))[0];
        await GiveAsync(id, System.Text.Encoding.UTF8.GetString(recorded.Payload.Span));

        Assert.Equal(["1"], await AskAsync($"SELECT count(*) FROM {id}"));
    }

    [Fact]
    public async Task Each_event_is_taken_in_once_however_often_queries_ask()
    {
        var id = await GivenStoreAsync();
        for (var i = 1; i <= 12; i++)
        {
            await RecordAsync("user" + i);
            Assert.Equal([$"{i}|{i}"], await AskAsync($"SELECT count(*), count(DISTINCT eventID) FROM {id}"));
        }

        // Eight small files became one.
        Assert.Equal(5, (await FilesOfAsync(id)).Count);
        await World.AdvanceAsync(LakeFiles.Grace);
        Assert.Equal(["12"], await AskAsync($"SELECT count(*) FROM {id}"));
    }

    [Fact]
    public async Task Every_commit_may_fail_and_each_event_is_still_taken_in_once()
    {
        for (var number = 1; number <= 2; number++)
        {
            await using var tests = new EventIntakeTests();
            var id = await tests.GivenStoreAsync();
            await tests.RecordAsync("alice");
            await tests.RecordAsync("bob");
            tests.World.Store.FailCommit(number);

            await tests.World.AdvanceAsync(tests.Lake.Options.IngestionInterval * 3);

            Assert.Equal(["2"], await tests.AskAsync($"SELECT count(*) FROM {id}"));
        }
    }

    [Fact]
    public async Task Events_are_taken_in_without_a_query_and_go_when_their_retention_is_over()
    {
        var id = await GivenStoreAsync(request => request with { RetentionPeriod = 7 });
        await RecordAsync("alice");

        await World.AdvanceAsync(Lake.Options.IngestionInterval);
        Assert.Equal(1, Assert.Single(await FilesOfAsync(id)).Events);
        await World.AdvanceAsync(TimeSpan.FromDays(7));

        Assert.Empty(await FilesOfAsync(id));
        Assert.Equal(["0"], await AskAsync($"SELECT count(*) FROM {id}"));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task A_store_takes_in_what_its_selectors_say_of_the_regions_that_it_covers()
    {
        var writes = await GivenStoreAsync(request => request with
        {
            Name = "writes",
            MultiRegionEnabled = false,
            AdvancedEventSelectors =
            [
                new() { FieldSelectors = [new() { Field = "eventCategory", EqualsMember = ["Management"] }, new() { Field = "readOnly", EqualsMember = ["true"] }] },
                new() { FieldSelectors = [new() { Field = "eventCategory", EqualsMember = ["Data"] }, new() { Field = "resources.type", EqualsMember = ["AWS::S3::Object"] }] },
            ],
        });
        var all = await GivenStoreAsync();
        await RecordAsync("alice");
        await RecordAsync("bob", Elsewhere);
        await RecordReadAsync(Bucket, "plans");

        Assert.Equal(["GetObject"], await AskAsync($"SELECT eventName FROM {writes}"));
        Assert.Equal(["us-east-1", "eu-west-1"], (await AskAsync($"SELECT awsRegion FROM {all}")).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_without_a_record_is_swept_at_the_next_start_and_no_other()
    {
        var id = await GivenStoreAsync();
        await GiveAsync(id, EventOf(1));
        var orphan = Lake.Files.NewName();
        await using (var writer = await World.Store.Blobs.CreateAsync(orphan, CancellationToken.None))
        {
            await writer.KeepAsync(CancellationToken.None);
        }

        await new Holdfast.Services.CloudTrail.Lake.LakeWorker(World.Store, Parts, World.Clock, World.Ids).SweepAsync(DateTimeOffset.MaxValue, CancellationToken.None);

        Assert.Null(await World.Store.Blobs.OpenAsync(orphan, CancellationToken.None));
        Assert.Equal(["1"], await AskAsync($"SELECT count(*) FROM {id}"));
    }
}
