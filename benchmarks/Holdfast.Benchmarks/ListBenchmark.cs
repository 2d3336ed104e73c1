using System.Diagnostics;
using System.Globalization;
using System.Text;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>Pages of 1,000 out of a bucket of a million objects under a prefix, wherever they are: keys, common prefixes and versions.</summary>
internal static class ListBenchmark
{
    private const string Bucket = "many";
    private const int Batch = 10_000;
    private const int PerFolder = 1_000;
    private const int Pages = 200;

    private static readonly ObjectSigner Root = new("300000000000", "test");

    public static async Task<int> RunAsync(string server, int objects)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-bench-");
        try
        {
            await MakeBucketAsync(server, folder.FullName);
            var start = Stopwatch.GetTimestamp();
            await FillAsync(folder.FullName, objects);
            Console.WriteLine($"{objects:N0} objects in place after {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s");
            await using var holdfast = await ServerProcess.HoldfastAsync(server, folder.FullName);
            using var connection = new WireConnection();
            await connection.ConnectAsync(holdfast.Port, CancellationToken.None);
            var random = new Random(1);
            string After() => Uri.EscapeDataString(KeyOf(random.Next(objects - PerFolder)));
            await PagesAsync(holdfast, connection, "keys, first page", () => $"/{Bucket}?list-type=2&prefix=logs%2F");
            await PagesAsync(holdfast, connection, "keys, any page", () => $"/{Bucket}?list-type=2&prefix=logs%2F&start-after={After()}");
            await PagesAsync(holdfast, connection, "common prefixes", () => $"/{Bucket}?delimiter=%2F&list-type=2&prefix=logs%2F");
            await PagesAsync(holdfast, connection, "versions, any page", () => $"/{Bucket}?key-marker={After()}&prefix=logs%2F&versions=");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"logs/{number / PerFolder:D4}/{number % PerFolder:D4}.json.gz");

    private static async Task MakeBucketAsync(string server, string folder)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server, folder);
        using var connection = new WireConnection();
        await connection.ConnectAsync(holdfast.Port, CancellationToken.None);
        await AskAsync(connection, "PUT", $"/{Bucket}");
        await AskAsync(connection, "PUT", $"/{Bucket}/template", "content"u8.ToArray());
    }

    // All are like the one that was put, but for their keys.
    private static async Task FillAsync(string folder, int objects)
    {
        await using var store = SqliteStore.Open(new() { Folder = folder });
        StoredObject template;
        using (var reading = store.Begin(new Cause("template", 0)))
        {
            template = (await reading.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "template"), CancellationToken.None))!.Object;
        }

        for (var first = 0; first < objects; first += Batch)
        {
            using var transaction = store.Begin(new Cause("fill", 0));
            for (var number = first; number < Math.Min(first + Batch, objects); number++)
            {
                transaction.Insert(new CurrentObject(template with { Key = KeyOf(number) }));
            }

            await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
            await store.TrimChangesAsync(store.LastSequence, CancellationToken.None);
        }
    }

    private static async Task PagesAsync(ServerProcess holdfast, WireConnection connection, string name, Func<string> target)
    {
        var times = new List<double>(Pages);
        var bytes = 0;
        var before = holdfast.ProcessorTime;
        for (var page = 0; page < Pages; page++)
        {
            var path = target();
            var start = Stopwatch.GetTimestamp();
            bytes = await AskAsync(connection, "GET", path);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var processor = (holdfast.ProcessorTime - before).TotalMilliseconds / Pages;
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20} median {times[Pages / 2]:N1} ms, 99th of 100 {times[Pages * 99 / 100]:N1} ms, most {times[^1]:N1} ms, {processor:N1} ms of the server's processors each; {bytes / 1024:N0} KiB a page; resident {holdfast.ResidentBytes / 1048576.0:N0} MiB"));
    }

    private static async Task<int> AskAsync(WireConnection connection, string method, string target, byte[]? body = null)
    {
        var status = await connection.SendAsync(Root.Sign(TimeProvider.System.GetUtcNow(), method, target, body), CancellationToken.None);
        return status == 200 ? connection.LastAnswer.Length : throw new InvalidOperationException(Encoding.UTF8.GetString(connection.LastAnswer.Span));
    }
}
