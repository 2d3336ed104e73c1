using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Imports;

public sealed class StartImportTests : ImportTests
{
    [Fact]
    public async Task Brings_the_events_of_all_log_files_into_the_store_and_says_so()
    {
        var store = await GivenSourceAsync();
        await GivenFileAsync(0, 1, 2);
        await GivenFileAsync(5, 3);
        await GivenFileAsync(KeyOf(7, Folder.Replace("/01/01/", "/01/02/", StringComparison.Ordinal)), Packed(EventOf(4)));

        var started = await World.CallAsync(Importing, RequestFor(store));
        Assert.Equal(ImportStatus.INITIALIZING, started.ImportStatus);
        Assert.Equal((StoreArnOf(store), "s3://" + Bucket, World.Now), (Assert.Single(started.Destinations!), started.ImportSource!.S3.S3LocationUri, started.CreatedTimestamp));
        await RunPendingAsync();

        var ended = await GetAsync(started.ImportId!);
        Assert.Equal(ImportStatus.COMPLETED, ended.ImportStatus);
        Assert.Equal(new() { PrefixesFound = 2, PrefixesCompleted = 2, FilesCompleted = 3, EventsCompleted = 4, FailedEntries = 0 }, ended.ImportStatistics);
        Assert.Equal(["1", "2", "3", "4"], await NumbersAsync(store));
        Assert.Empty(await World.ListAsync<PendingImport>(string.Empty));
    }

    [Fact]
    public async Task Passes_over_what_is_no_log_file_of_CloudTrail()
    {
        var store = await GivenSourceAsync();
        await GivenFileAsync(0, 1);
        var digests = Folder.Replace("/CloudTrail/", "/CloudTrail-Digest/", StringComparison.Ordinal);
        var others = Folder.Replace("/CloudTrail/", "/elasticloadbalancing/", StringComparison.Ordinal);
        foreach (var key in new[] { KeyOf(1, digests), KeyOf(2, others), KeyOf(3)[..^3], KeyOf(4, "elsewhere/" + Folder), Folder })
        {
            await GivenFileAsync(key, Packed("nonsense"));
        }

        var id = await StartAsync(store);
        await RunPendingAsync();

        Assert.Equal((ImportStatus.COMPLETED, 1), ((await GetAsync(id)).ImportStatus, (await GetAsync(id)).ImportStatistics!.FilesCompleted));
    }

    [Theory]
    [InlineData("s3://evidence/elsewhere", 1)]
    [InlineData("s3://evidence/elsewhere/AWSLogs/111122223333/CloudTrail/us-east-1/", 1)]
    [InlineData("s3://evidence/loose/", 2)]
    public async Task Another_prefix_is_imported_when_the_source_names_it(string uri, int number)
    {
        var store = await GivenSourceAsync();
        await GivenFileAsync(KeyOf(1, "elsewhere/" + Folder), Packed(EventOf(1)));
        await GivenFileAsync(KeyOf(2, "loose/"), Packed(EventOf(2)));

        await StartAsync(store, request => request with { ImportSource = SourceOf(uri) });
        await RunPendingAsync();

        Assert.Equal([$"{number}"], await NumbersAsync(store));
    }

    [Fact]
    public async Task Takes_the_files_whose_names_tell_a_time_between_start_and_end()
    {
        var store = await GivenSourceAsync();
        foreach (var minute in new[] { 1, 2, 3, 4 })
        {
            await GivenFileAsync(minute, minute);
        }

        await StartAsync(store, request => request with { StartEventTime = World.Now.AddMinutes(2), EndEventTime = World.Now.AddMinutes(3) });
        await RunPendingAsync();

        Assert.Equal(["2", "3"], await NumbersAsync(store));
    }

    [Fact]
    public async Task Drops_events_that_the_store_has_already()
    {
        var store = await GivenSourceAsync();
        await GiveAsync(store, EventOf(1));
        await GivenFileAsync(1, 1, 2);
        await GivenFileAsync(2, 2, 3);

        var id = await StartAsync(store);
        await RunPendingAsync();

        Assert.Equal(2, (await GetAsync(id)).ImportStatistics!.EventsCompleted);
        Assert.Equal(["1", "2", "3"], await NumbersAsync(store));
    }

    [Fact]
    public async Task Takes_events_of_every_kind_and_region_whatever_the_store_takes_in_itself()
    {
        var store = await GivenSourceAsync();
        var data = EventOf(1).Replace("\"Management\"", "\"Data\"", StringComparison.Ordinal).Replace("us-east-1", "eu-west-1", StringComparison.Ordinal);
        await GivenFileAsync(KeyOf(1), Packed(data));

        await StartAsync(store);
        await RunPendingAsync();

        Assert.Equal(["1"], await NumbersAsync(store));
    }

    [Fact]
    public async Task Goes_on_after_a_crash_at_any_commit_and_doubles_nothing()
    {
        for (var number = 1; number <= 3; number++)
        {
            await using var tests = new StartImportTests();
            var store = await tests.GivenSourceAsync();
            foreach (var file in Enumerable.Range(100, 201))
            {
                await tests.GivenFileAsync(KeyOf(1) + $".{file}.json.gz", Packed(EventOf(file)));
            }

            await tests.StartAsync(store);
            tests.World.Store.FailCommit(number);
            try
            {
                await tests.RunPendingAsync();
            }
            catch (StoreUnavailableException)
            {
                // As after a crash: what was committed is there, and no more.
            }

            await tests.RunPendingAsync();

            Assert.Equal(Enumerable.Range(100, 201).Select(static file => $"{file}"), await tests.NumbersAsync(store));
        }
    }

    [Fact]
    public async Task Names_files_that_cannot_be_read_takes_the_others_and_mends_them_when_it_is_retried()
    {
        var store = await GivenSourceAsync();
        await GivenFileAsync(1, 1);
        var damaged = await GivenFileAsync(KeyOf(2), Packed($"{{\"Records\":[{EventOf(2)},"));
        await GivenFileAsync(KeyOf(3), "no package"u8.ToArray());
        var id = await StartAsync(store);
        await RunPendingAsync();

        var failed = await GetAsync(id);
        Assert.Equal((ImportStatus.FAILED, 1L, 2L), (failed.ImportStatus, failed.ImportStatistics!.FilesCompleted, failed.ImportStatistics.FailedEntries));
        var failure = (await FailuresAsync(id))[0];
        Assert.Equal(($"{Bucket}/{damaged}", "InvalidLogFile", ImportFailureStatus.FAILED, (DateTimeOffset?)World.Now), (failure.Location, failure.ErrorType, failure.Status, failure.LastUpdatedTime));
        Assert.EndsWith("The file ends within the list of records.", failure.ErrorMessage, StringComparison.Ordinal);

        await GivenFileAsync(2, 2);
        await GivenFileAsync(3, 3);
        var again = await World.CallAsync(Importing, new() { ImportId = id });
        Assert.All(await FailuresAsync(id), static each => Assert.Equal(ImportFailureStatus.RETRY, each.Status));
        await RunPendingAsync();

        Assert.Equal((id, ImportStatus.COMPLETED), (again.ImportId, (await GetAsync(id)).ImportStatus));
        Assert.All(await FailuresAsync(id), static each => Assert.Equal(ImportFailureStatus.SUCCEEDED, each.Status));
        Assert.Equal(["1", "2", "3"], await NumbersAsync(store));
    }

    [Fact]
    public async Task Reads_with_the_rights_that_the_role_has_at_the_time()
    {
        var store = await GivenSourceAsync();
        var key = await GivenFileAsync(1, 1);
        await AllowAsync("s3:GetObjectAcl");
        var id = await StartAsync(store);
        await RunPendingAsync();

        Assert.Equal((ImportStatus.FAILED, $"{Bucket}/{key}", "AccessDenied"), ((await GetAsync(id)).ImportStatus, (await FailuresAsync(id))[0].Location, (await FailuresAsync(id))[0].ErrorType));
        await AllowAsync("s3:GetObject");
        await World.CallAsync(Importing, new() { ImportId = id });
        await RunPendingAsync();

        Assert.Equal(["1"], await NumbersAsync(store));
    }

    [Fact]
    public async Task Ends_with_a_failure_when_the_bucket_may_not_be_listed_any_more_and_goes_on_when_it_may()
    {
        var store = await GivenSourceAsync();
        await GivenFileAsync(1, 1);
        var id = await StartAsync(store);
        await AllowAsync("s3:GetObject", "arn:aws:s3:::other");
        await RunPendingAsync();

        Assert.Equal((ImportStatus.FAILED, $"{Bucket}/AWSLogs/"), ((await GetAsync(id)).ImportStatus, Assert.Single(await FailuresAsync(id)).Location));
        await AllowAsync("s3:GetObject");
        await World.CallAsync(Importing, new() { ImportId = id });
        await RunPendingAsync();

        Assert.Equal(["1"], await NumbersAsync(store));
        Assert.Equal(ImportFailureStatus.SUCCEEDED, Assert.Single(await FailuresAsync(id)).Status);
    }

    [Fact]
    public async Task The_call_of_the_role_is_recorded_as_the_service_makes_it()
    {
        var store = await GivenSourceAsync();
        await StartAsync(store);

        var record = Assert.Single(await World.StreamAsync(AuditStream.NameOf(World.Account, World.Region)), static each => TextOf(each).Contains("\"AssumeRole\"", StringComparison.Ordinal));
        Assert.Contains("\"invokedBy\":\"cloudtrail.amazonaws.com\"", TextOf(record), StringComparison.Ordinal);
        Assert.Contains(RoleArn, TextOf(record), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_is_passed_to_CloudTrail()
    {
        var target = await World.TargetAsync(Importing, RequestFor("ee54f255-e080-4483-aa72-b1ef9fafb58e"));

        var passed = Assert.Single(target.Also);
        Assert.Equal(("iam:PassRole", RoleArn, "cloudtrail.amazonaws.com"), (passed.Action, passed.Resource.Value, Assert.Single(Assert.Single(passed.Context).Values)));
    }

    [Fact]
    public async Task Refuses_a_role_that_does_not_trust_CloudTrail()
        => await RefusedImportAsync("InvalidImportSourceException", await GivenSourceAsync(principal: "config.amazonaws.com"));

    [Fact]
    public async Task Refuses_a_role_that_may_not_list_the_bucket()
    {
        var store = await GivenSourceAsync();
        await AllowAsync("s3:GetObject", "arn:aws:s3:::other");

        await RefusedImportAsync("InsufficientEncryptionPolicyException", store);
    }

    [Theory]
    [InlineData("s3://missing", "us-east-1", null)]
    [InlineData("http://evidence", "us-east-1", null)]
    [InlineData("s3://", "us-east-1", null)]
    [InlineData("s3://evidence", "eu-west-1", null)]
    [InlineData("s3://evidence", "us-east-1", "arn:aws:iam::111122223333:role/missing")]
    [InlineData("s3://evidence", "us-east-1", "arn:aws:iam::444455556666:role/importer")]
    [InlineData("s3://evidence", "us-east-1", "importer")]
    public async Task Refuses_a_source_that_cannot_be_one(string uri, string region, string? role)
        => await RefusedImportAsync("InvalidImportSourceException", await GivenSourceAsync(), request => request with { ImportSource = SourceOf(uri, region, role) });

    [Fact]
    public async Task Refuses_what_is_neither_a_new_import_nor_a_retry()
    {
        var store = await GivenSourceAsync();
        var id = await StartAsync(store);

        await RefusedImportAsync("InvalidParameterException", store, static request => request with { Destinations = null });
        await RefusedImportAsync("InvalidParameterException", store, static request => request with { ImportSource = null });
        await RefusedImportAsync("InvalidParameterException", store, request => request with { ImportId = id });
        await RefusedImportAsync("InvalidParameterException", store, request => request with { StartEventTime = World.Now, EndEventTime = World.Now.AddDays(-1) });
        await RefusedImportAsync("ImportNotFoundException", store, static _ => new() { ImportId = "ee54f255-e080-4483-aa72-b1ef9fafb58e" });
    }

    [Fact]
    public async Task Refuses_a_second_import_while_one_runs_and_the_retry_of_one_that_is_done()
    {
        var store = await GivenSourceAsync();
        var id = await StartAsync(store);

        await RefusedImportAsync("AccountHasOngoingImportException", store);
        await RefusedImportAsync("AccountHasOngoingImportException", store, _ => new() { ImportId = id });
        await RunPendingAsync();
        await RefusedImportAsync("InvalidParameterException", store, _ => new() { ImportId = id });
    }

    [Fact]
    public async Task Refuses_stores_that_are_not_there_or_take_no_events_of_trails()
    {
        var store = await GivenSourceAsync();
        var outside = await GivenActivityStoreAsync("outside");

        await RefusedImportAsync("EventDataStoreARNInvalidException", store, static request => request with { Destinations = ["nonsense"] });
        await RefusedImportAsync("EventDataStoreNotFoundException", store, static request => request with { Destinations = [StoreArnOf("ee54f255-e080-4483-aa72-b1ef9fafb58e")] });
        await RefusedImportAsync("InvalidEventDataStoreCategoryException", store, request => request with { Destinations = [StoreArnOf(outside)] });
        await World.CallAsync(new DeleteEventDataStore(), new() { EventDataStore = store });
        await RefusedImportAsync("InactiveEventDataStoreException", store);
    }

    [Fact]
    public async Task A_store_with_an_import_under_way_is_not_deleted()
    {
        var store = await GivenSourceAsync();
        await StartAsync(store);

        await RefusedAsync("EventDataStoreHasOngoingImportException", () => World.CallAsync(new DeleteEventDataStore(), new() { EventDataStore = store }));
    }

    private static string TextOf(StreamEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private Task RefusedImportAsync(string code, string store, Func<StartImportRequest, StartImportRequest>? change = null) => RefusedAsync(code, () => StartAsync(store, change));
}
