using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Server.Commands.Import;

namespace Holdfast.Gateway.Tests.Commands;

public sealed class TrailImportCommandTests : IDisposable
{
    private const string Account = "000000000000";

    private readonly string _root = Directory.CreateTempSubdirectory("holdfast-import-").FullName;

    private string Data => Path.Combine(_root, "data");

    private string Logs => Path.Combine(_root, "logs");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Brings_folders_as_AWS_lays_them_out_into_the_history_and_goes_on_where_it_was()
    {
        await (await StartAsync()).DisposeAsync();
        Write("AWSLogs/000000000000/CloudTrail/us-east-1/2030/01/01/000000000000_CloudTrail_us-east-1_20300101T0005Z_bbbbbbbbbbbbbbbb.json.gz", "second");
        Write("AWSLogs/000000000000/CloudTrail/us-east-1/2030/01/01/000000000000_CloudTrail_us-east-1_20300101T0000Z_aaaaaaaaaaaaaaaa.json.gz", "first");
        Write("AWSLogs/000000000000/CloudTrail-Digest/us-east-1/2030/01/01/000000000000_CloudTrail-Digest_us-east-1_audit_us-east-1_20300101T010000Z.json.gz", "digest");

        var (first, report) = await ImportAsync();
        Write("AWSLogs/000000000000/CloudTrail/us-east-1/2030/01/01/000000000000_CloudTrail_us-east-1_20300101T0010Z_cccccccccccccccc.json.gz", "third");
        var (second, other) = await ImportAsync();

        Assert.Equal((0, 0), (first, second));
        Assert.Contains("2 of 2 files, 2 events imported", report, StringComparison.Ordinal);
        Assert.Contains("000000000000 us-east-1: look with", report, StringComparison.Ordinal);
        Assert.Contains("3 of 3 files, 1 events imported", other, StringComparison.Ordinal);
        Assert.Contains("2 files were imported by an earlier run", other, StringComparison.Ordinal);
        await using var server = await StartAsync();
        var answer = await server.JsonAsync(
            "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents", """{"LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"ImportedCall"}]}""");
        Assert.Equal(
            ["third", "second", "first"],
            JsonDocument.Parse(answer.Body).RootElement.GetProperty("Events").EnumerateArray().Select(static found => found.GetProperty("Username").GetString()));
    }

    [Fact]
    public async Task Brings_events_into_a_data_store_too_when_one_is_named()
    {
        await using (var first = await StartAsync())
        {
            await first.JsonAsync("cloudtrail", Target("CreateEventDataStore"), """{"Name":"history"}""");
        }

        Write("a.json.gz", "first");
        var (code, report) = await ImportAsync(lake: "history");
        var (missing, missingReport) = await ImportAsync(lake: "nothing");

        Assert.Equal((0, 1), (code, missing));
        Assert.Contains("1 events are new in the event data store", report, StringComparison.Ordinal);
        Assert.Contains("There is no event data store 'nothing'", missingReport, StringComparison.Ordinal);
        await using var server = await StartAsync();
        var stores = await server.JsonAsync("cloudtrail", Target("ListEventDataStores"), "{}");
        var id = JsonDocument.Parse(stores.Body).RootElement.GetProperty("EventDataStores")[0].GetProperty("EventDataStoreArn").GetString()!.Split('/')[1];
        var query = await server.JsonAsync("cloudtrail", Target("StartQuery"), $$"""{"QueryStatement":"SELECT userIdentity.userName FROM {{id}} WHERE eventName = 'ImportedCall'"}""");
        var queryId = JsonDocument.Parse(query.Body).RootElement.GetProperty("QueryId").GetString();
        string results;
        do
        {
            results = (await server.JsonAsync("cloudtrail", Target("GetQueryResults"), $$"""{"QueryId":"{{queryId}}"}""")).Body;
        }
        while (!results.Contains("FINISHED", StringComparison.Ordinal) && !results.Contains("FAILED", StringComparison.Ordinal));

        Assert.Contains("[[{\"userName\":\"first\"}]]", results, StringComparison.Ordinal);
    }

    private static string Target(string operation) => $"com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.{operation}";

    [Fact]
    public async Task Says_what_could_not_be_read_and_ends_with_two()
    {
        await (await StartAsync()).DisposeAsync();
        var path = Write("bad.json", "bad");
        await File.WriteAllTextAsync(path, "{\"Records\":[", TestContext.Current.CancellationToken);

        var (code, report) = await ImportAsync();

        Assert.Equal(2, code);
        Assert.Contains($"{path}, byte 12: The file ends within the list of records.", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_folder_that_a_server_has_one_that_is_not_there_and_a_path_without_files()
    {
        Write("a.json", "a");
        var (absent, absentReport) = await ImportAsync();
        await using var server = await StartAsync();

        var (used, usedReport) = await ImportAsync();
        var (empty, emptyReport) = await ImportAsync(_root + "/nowhere");

        Assert.Equal((1, 1, 1), (absent, used, empty));
        Assert.Contains("There is no data folder", absentReport, StringComparison.Ordinal);
        Assert.Contains("end the server that uses it", usedReport, StringComparison.Ordinal);
        Assert.Contains("There is no such file or folder.", emptyReport, StringComparison.Ordinal);
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(options => (options.IsEphemeral, options.Data) = (false, Data));

    private async Task<(int Code, string Report)> ImportAsync(string? path = null, string? lake = null)
    {
        await using var output = new StringWriter();
        var code = await TrailImportCommand.RunAsync(path ?? Logs, Data, lake, output, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    private string Write(string name, string user)
    {
        var path = Path.Combine(Logs, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Stream file = File.Create(path);
        using var target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;

        // Files are imported in the order of their names' times; the events are all of yesterday.
        var at = TimeProvider.System.GetUtcNow().AddDays(-1).AddMinutes(user switch { "first" => 1, "second" => 2, _ => 3 });
        target.Write(Encoding.UTF8.GetBytes($$$"""
            {"Records":[{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","accountId":"{{{Account}}}","userName":"{{{user}}}"},"eventTime":"{{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}}",
              "eventSource":"example.amazonaws.com","eventName":"ImportedCall","awsRegion":"us-east-1","eventID":"{{{user}}}","recipientAccountId":"{{{Account}}}"}]}
            """));
        return path;
    }
}
