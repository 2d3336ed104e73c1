using System.Diagnostics;
using System.Globalization;
using System.Text;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Services.CloudTrail.Lake.Engine;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Holdfast.Testing;

namespace Holdfast.Benchmarks;

/// <summary>How fast the lake takes events in, what they cost on the disk, and how long its aggregations take beside those of DuckDB over one Parquet file of the same events.</summary>
internal static class LakeBenchmark
{
    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_names = ["GetUser", "ListKeys", "PutObject", "AssumeRole", "CreateUser", "DescribeTrails", "GetObject", "Decrypt"];

    private static readonly (string About, string Sql)[] s_queries =
    [
        ("calls by name", "SELECT eventName, count(*) AS n FROM {0} GROUP BY eventName ORDER BY n DESC"),
        ("refusals by caller and hour", "SELECT userIdentity.arn, date_trunc('hour', eventTime) AS h, count(*) FROM {0} WHERE errorCode IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20"),
        ("a parameter", "SELECT requestParameters['userName'] AS u, count(*) FROM {0} WHERE eventName = 'CreateUser' GROUP BY 1 ORDER BY 2 DESC LIMIT 10"),
    ];

    public static async Task<int> RunAsync(int events)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-lake-benchmark-").FullName;
        try
        {
            var options = new LakeOptions { ScratchFolder = Path.Combine(folder, "scratch") };
            await using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = Path.Combine(folder, "data") });
            var files = new LakeFiles(store.Blobs, new SystemIdSource(), options);
            var lake = NewStore();
            await FillAsync(store, new EventIntake(new EventFileWriter(files, options), new TrailOptions()), lake, events);
            using var transaction = store.Begin(new Cause("benchmark", 0));
            var parts = await EventIntake.FilesAsync(transaction, lake, CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts.Count} files, {parts.Sum(static part => part.Bytes) / (double)events:N1} bytes an event"));
            await CompareAsync(files, options, lake, parts, Path.Combine(folder, "all.parquet"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task CompareAsync(LakeFiles files, LakeOptions options, EventDataStore lake, IReadOnlyList<EventFile> parts, string exported)
    {
        using var readable = await files.OpenAsync(parts.Select(static part => part.Name), CancellationToken.None);
        using var session = new DuckSession(options.QueryBytesMax, options.QueryThreadsMax);
        session.Run("SET threads=1");
        session.Run($"COPY (SELECT * FROM {EventFileWriter.Source(readable)}) TO {DuckSession.Quote(exported)} (FORMAT parquet, COMPRESSION zstd)");
        session.Run($"SET threads={options.QueryThreadsMax}");
        var engine = new LakeEngine(files, options);
        foreach (var (about, sql) in s_queries)
        {
            var direct = Best(() => session.Run(string.Format(CultureInfo.InvariantCulture, sql, $"read_parquet({DuckSession.Quote(exported)})")));
            var ours = Best(() => engine.RunAsync(string.Format(CultureInfo.InvariantCulture, sql, lake.Id), [(lake, parts)], s_start, static _ => { }, CancellationToken.None).AsTask().GetAwaiter().GetResult());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{about,-28} lake {ours.TotalMilliseconds:N0} ms, DuckDB alone {direct.TotalMilliseconds:N0} ms: {ours / direct:N1} times"));
        }
    }

    private static TimeSpan Best(Action work)
    {
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }

    private static async Task FillAsync(SqliteStore store, EventIntake intake, EventDataStore lake, int events)
    {
        var elapsed = TimeSpan.Zero;
        for (var first = 0; first < events; first += EventIntake.EventsMax)
        {
            var batch = Enumerable.Range(first, Math.Min(EventIntake.EventsMax, events - first)).Select(EventOf).ToList();
            var start = Stopwatch.GetTimestamp();
            using var transaction = store.Begin(new Cause("benchmark", 0) { At = s_start });
            await intake.GiveAsync(transaction, lake, batch, s_start, CancellationToken.None);
            await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
            elapsed += Stopwatch.GetElapsedTime(start);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events:N0} events given: {events / elapsed.TotalSeconds:N0} events/s"));
    }

    /// <summary>A store of all events of trails.</summary>
    public static EventDataStore NewStore() => new()
    {
        Account = World.Account,
        Region = World.Region.Value,
        Id = "0233062b-51c6-4d18-8dec-a8c90da840d9",
        Name = "benchmark",
        Selectors = LakeSelectors.Default,
        IsMultiRegion = true,
        RetentionDays = EventDataStore.ExtendableDaysMax,
        IsProtected = false,
        BillingMode = BillingMode.ExtendableRetentionPricing,
        Status = EventDataStoreStatus.ENABLED,
        CreatedAt = s_start,
        UpdatedAt = s_start,
    };

    private static ReadOnlyMemory<byte> EventOf(int number)
    {
        var name = s_names[number % s_names.Length];
        var user = $"user{number * 31 % 997}";
        var at = (s_start - TimeSpan.FromDays(30) + TimeSpan.FromMilliseconds(number * 250L)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var error = number % 20 == 0 ? ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User is not authorized\"" : "";
        return Encoding.UTF8.GetBytes(
            $$$"""{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA{{{user}}}","arn":"arn:aws:iam::111122223333:user/{{{user}}}","accountId":"111122223333","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"{{{user}}}"},"eventTime":"{{{at}}}","eventSource":"iam.amazonaws.com","eventName":"{{{name}}}","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.{{{number % 250}}}","userAgent":"aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux"{{{error}}},"requestParameters":{"userName":"{{{user}}}","path":"/team/"},"responseElements":null,"requestID":"{{{Id(number, 1)}}}","eventID":"{{{Id(number, 2)}}}","readOnly":{{{(number % 8 < 4 ? "true" : "false")}}},"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"iam.amazonaws.com"}}""");
    }

    // Ids that look like chance, and are the same in each run.
    private static Guid Id(int number, int kind)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(((long)kind << 32) | (uint)number)).AsSpan(0, 16).CopyTo(bytes);
        return new(bytes);
    }
}
