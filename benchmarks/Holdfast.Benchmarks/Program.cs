using System.Globalization;
using Holdfast.Benchmarks;
using Holdfast.Benchmarks.Load;

var server = Environment.GetEnvironmentVariable("HOLDFAST_SERVER") ?? Path.Combine(AppContext.BaseDirectory, "holdfast.dll");
return args switch
{
    ["floor", var port] => await FloorServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture)),
    ["gate"] => await GateBenchmark.RunAsync(server, TimeSpan.FromSeconds(5)),
    ["assume-role"] => await AssumeRoleBenchmark.RunAsync(server, TimeSpan.FromSeconds(5)),
    ["kms-encrypt"] => await KmsEncryptBenchmark.RunAsync(server, TimeSpan.FromSeconds(5)),
    ["create-user"] => await CreateUserBenchmark.RunAsync(server, requests: 128_000),
    ["start"] => await StartBenchmark.RunAsync(server, data: null),
    ["store"] => await StoreCommitBenchmark.RunAsync(64_000),
    ["trail-delivery"] => await TrailDeliveryBenchmark.RunAsync(events: 500_000),
    ["history"] => await HistoryBenchmark.RunAsync(events: 1_000_000),
    ["history", "--events", var events] => await HistoryBenchmark.RunAsync(int.Parse(events, CultureInfo.InvariantCulture)),
    ["import"] => await ImportBenchmark.RunAsync(events: 500_000),
    ["import", var events] => await ImportBenchmark.RunAsync(int.Parse(events, CultureInfo.InvariantCulture)),
    ["recording"] => await RecordingBenchmark.RunAsync(server, TimeSpan.FromSeconds(5)),
    ["lake"] => await LakeBenchmark.RunAsync(events: 1_000_000),
    ["lake", var events] => await LakeBenchmark.RunAsync(int.Parse(events, CultureInfo.InvariantCulture)),
    ["credential-report"] => await CredentialReportBenchmark.RunAsync(server),
    ["floor-files", var port] => await FileServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture)),
    ["s3"] => await ObjectBenchmark.RunAsync(server, TimeSpan.FromSeconds(5), ObjectBenchmark.UploadBytes),
    ["s3", "--bytes", var bytes] => await ObjectBenchmark.RunAsync(server, TimeSpan.FromSeconds(5), long.Parse(bytes, CultureInfo.InvariantCulture)),
    ["s3", var part] => await ObjectBenchmark.RunAsync(server, TimeSpan.FromSeconds(5), ObjectBenchmark.UploadBytes, part),
    ["s3-list"] => await ListBenchmark.RunAsync(server, objects: 1_000_000),
    ["s3-list", var objects] => await ListBenchmark.RunAsync(server, int.Parse(objects, CultureInfo.InvariantCulture)),
    ["scale"] => await ScaleBenchmark.RunAsync(server, TimeSpan.FromSeconds(5)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project benchmarks/Holdfast.Benchmarks -- gate | assume-role | kms-encrypt | create-user | start | scale | store | trail-delivery | history [--events N] | import [EVENTS] | recording | lake [EVENTS] | credential-report | s3 [--bytes N | large | small | upload] | s3-list [N]
        HOLDFAST_SERVER names the server to measure: the native file or the assembly; this build's own when unset.
        """);
    return 2;
}
