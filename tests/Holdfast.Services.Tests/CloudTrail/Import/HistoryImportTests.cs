using System.Globalization;
using System.IO.Compression;
using System.Text;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.CloudTrail.Import;
using Holdfast.Services.Iam;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Import;

public sealed class HistoryImportTests : TrailTests
{
    private static readonly string Stream = AuditStream.ImportedNameOf(World.Account, World.Region);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("holdfast-import-");
    private readonly LookupEvents _lookup = new(new EventResources([new IamService().Model]), new EventHistoryOptions());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("{\"Records\":[{0},{1}]}", false)]
    [InlineData("{\"Records\":[{0},{1}]}", true)]
    [InlineData(" {\n \"Records\" : [ {0} ,\n{1} ] }\n", false)]
    [InlineData("{0}{1}", true)]
    [InlineData("{0}\n{1}\n", false)]
    public async Task Reads_files_packed_or_not_with_records_in_a_list_or_one_after_another(string form, bool isPacked)
    {
        var tally = await ImportAsync(Write("a.json", form.Replace("{0}", Record(1, "alice"), StringComparison.Ordinal).Replace("{1}", Record(2, "bob"), StringComparison.Ordinal), isPacked));

        Assert.Equal((2, 0), (tally.Imported, tally.FaultCount));
        Assert.Equal(["bob", "alice"], (await LookupAsync()).Select(static found => found.Username));
    }

    [Fact]
    public async Task Finds_what_it_imported_by_each_attribute_and_leaves_the_record_as_it_is()
    {
        await ImportAsync(Write("a.json", Record(1, "alice")));

        foreach (var (key, value) in new[]
        {
            ("EventId", IdOf(1)), ("EventName", "CreateUser"), ("EventSource", "iam.amazonaws.com"), ("ReadOnly", "false"), ("Username", "alice"),
            ("AccessKeyId", "AKIAI44QH8DHBEXAMPLE"), ("ResourceName", "made-1"), ("ResourceType", "AWS::IAM::User"),
        })
        {
            Assert.Equal(Record(1, "alice"), Assert.Single(await LookupAsync(key, value)).CloudTrailEvent);
        }
    }

    [Fact]
    public async Task Drops_events_that_are_there_already_whichever_file_or_call_they_are_from()
    {
        await World.WriteAsync(transaction => transaction.Append(
            AuditStream.NameOf(World.Account, World.Region), new StreamAppend(TimeOf(3), Encoding.UTF8.GetBytes(Record(3, "carol")), [])));
        var first = Write("a.json", Record(1, "alice") + Record(1, "alice"));

        await ImportAsync(first);
        var tally = await ImportAsync(first, Write("b.json", Record(1, "alice") + Record(2, "bob") + Record(3, "carol")));

        Assert.Equal((1, 2, 1), (tally.Imported, tally.Doubled, tally.FilesKnown));
        Assert.Equal(2, (await World.StreamAsync(Stream)).Count);
    }

    [Fact]
    public async Task A_run_that_breaks_at_any_commit_is_gone_on_with_and_nothing_is_doubled()
    {
        var files = Enumerable.Range(0, 3).Select(number => Write($"{number}.json", string.Concat(Enumerable.Range(0, 1_500).Select(i => Record((number * 1_500) + i, "alice"))))).ToArray();
        for (var number = 1; number <= 2; number++)
        {
            await using var tests = new HistoryImportTests();
            tests.World.Store.FailCommit(number);

            await Assert.ThrowsAsync<StoreUnavailableException>(() => tests.ImportAsync(files));
            await tests.ImportAsync(files);

            var ids = (await tests.AllAsync()).Select(static entry => Encoding.UTF8.GetString(entry.Payload.Span)).ToList();
            Assert.Equal((4_500, 4_500), (ids.Count, ids.Distinct().Count()));
        }
    }

    [Theory]
    [InlineData("{\"Records\":[{0},", 1, "ends within")]
    [InlineData("{\"Records\":[{0},{\"eventID\":", 1, "ends within")]
    [InlineData("{0}nonsense", 1, "should begin")]
    [InlineData("{0}{nonsense}", 1, "not JSON")]
    [InlineData("{0}{\"eventTime\":\"2030-01-01T00:00:00Z\"}", 1, "no eventID")]
    [InlineData("{\"Records\":[{0},7]}", 1, "should begin")]
    public async Task Names_the_file_and_the_place_of_what_cannot_be_read_and_takes_the_rest(string form, int imported, string words)
    {
        var file = Write("a.json", form.Replace("{0}", Record(1, "alice"), StringComparison.Ordinal));

        var tally = await ImportAsync(file, Write("b.json", Record(2, "bob")));

        Assert.Equal(imported + 1, tally.Imported);
        var fault = Assert.Single(tally.Faults);
        Assert.StartsWith(file + ", byte ", fault, StringComparison.Ordinal);
        Assert.Contains(words, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_package_is_named_and_a_mended_file_is_read_again()
    {
        var file = Write("a.json.gz", string.Concat(Enumerable.Range(0, 200).Select(number => Record(number, "alice"))), isPacked: true);
        var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);

        var damaged = await ImportAsync(file);
        await File.WriteAllBytesAsync(file, whole, TestContext.Current.CancellationToken);
        var mended = await ImportAsync(file);

        Assert.Equal(1, damaged.FaultCount);
        Assert.Equal((0, 200), (mended.FaultCount, damaged.Imported + mended.Imported));
        Assert.Equal(200, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Counts_what_the_history_does_not_have()
    {
        var data = Record(2, "bob").Replace("\"managementEvent\":true", "\"managementEvent\":false", StringComparison.Ordinal);
        var insight = Record(3, "carol").Replace("\"eventCategory\":\"Management\"", "\"eventCategory\":\"Insight\"", StringComparison.Ordinal);
        var old = Record(4, "dave").Replace("2029-12-31T", "2029-09-01T", StringComparison.Ordinal);

        var tally = await ImportAsync(Write("a.json", Record(1, "alice") + data + insight + old));

        Assert.Equal((1, 2, 1), (tally.Imported, tally.NotManagement, tally.TooOld));
    }

    [Fact]
    public async Task The_history_puts_calls_and_imported_events_in_the_order_of_time_page_by_page()
    {
        await ImportAsync(Write("a.json", string.Concat(Enumerable.Range(1, 9).Select(number => Record(number * 2, $"i{number * 2:D2}")))));
        foreach (var number in Enumerable.Range(1, 9).Select(static number => (number * 2) - 1))
        {
            await World.WriteAsync(transaction => transaction.Append(
                AuditStream.NameOf(World.Account, World.Region), new StreamAppend(TimeOf(number), Encoding.UTF8.GetBytes(Record(number, $"i{number:D2}")), [])));
        }

        List<string?> found = [];
        string? token = null;
        do
        {
            var page = await World.CallAsync(_lookup, new() { MaxResults = 4, NextToken = token });
            found.AddRange(page.Events!.Select(static each => each.Username));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(1, 18).Reverse().Select(static number => $"i{number:D2}"), found);
    }

    [Fact]
    public async Task No_trail_of_this_server_tells_of_imported_events()
    {
        await GivenLoggingAsync();
        await ImportAsync(Write("a.json", Record(1, "alice").Replace("2029-12-31T00:00:01Z", "2030-01-01T01:00:01Z", StringComparison.Ordinal)));

        await World.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Single(await World.StreamAsync(Stream));
        Assert.Empty(await DeliveredAsync());
    }

    [Fact]
    public async Task The_history_of_an_account_that_was_never_made_here_is_trimmed_too()
    {
        await ImportAsync(Write("a.json", Record(1, "alice")));

        await World.AdvanceAsync(AuditStream.Retention + TimeSpan.FromDays(1));

        Assert.Empty(await World.StreamAsync(Stream));
    }

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:D12}");

    private static DateTimeOffset TimeOf(int number) => new DateTimeOffset(2029, 12, 31, 0, 0, 0, TimeSpan.Zero).AddSeconds(number);

    private static string Record(int number, string user) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:user/{{{user}}}","accountId":"111122223333","accessKeyId":"AKIAI44QH8DHBEXAMPLE","userName":"{{{user}}}"},"eventTime":"{{{TimeOf(number):yyyy-MM-dd'T'HH:mm:ss'Z'}}}","eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1","requestParameters":{"userName":"made-{{{number}}}"},"responseElements":null,"eventID":"{{{IdOf(number)}}}","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}""");

    private async Task<ImportTally> ImportAsync(params string[] files)
    {
        var import = new HistoryImport(World.Store, new EventResources([new IamService().Model]), World.Clock);
        await import.RunAsync(files, CancellationToken.None);
        return import.Tally;
    }

    private async Task<IReadOnlyList<EventShape>> LookupAsync(string? key = null, string? value = null)
        => (await World.CallAsync(_lookup, new() { LookupAttributes = key is null ? null : [new() { AttributeKey = key, AttributeValue = value! }] })).Events!;

    private async Task<IReadOnlyList<StreamEntry>> AllAsync()
    {
        using var transaction = World.Store.Begin(new Cause("all", 0));
        return await transaction.SearchStreamAsync(new() { Stream = Stream, Limit = 100_000 }, CancellationToken.None);
    }

    private string Write(string name, string content, bool isPacked = false)
    {
        var path = Path.Combine(_folder.FullName, name);
        using Stream file = File.Create(path);
        using var target = isPacked ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
