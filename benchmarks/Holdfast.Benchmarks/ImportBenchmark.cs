using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Holdfast.Gateway.Recording;
using Holdfast.Services.CloudTrail.Import;
using Holdfast.Services.Iam;
using Holdfast.Store;
using Holdfast.Store.Sqlite;

namespace Holdfast.Benchmarks;

/// <summary>Log files as a trail delivers them, imported into an empty history; the floor unpacks the same files and parses each.</summary>
internal static class ImportBenchmark
{
    private const int EventsPerFile = 2_000;

    public static async Task<int> RunAsync(int events)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-bench-");
        try
        {
            var files = await WriteFilesAsync(folder, events);
            var floor = Timed(() => files.Sum(Parse), out var parsed);
            var store = SqliteStore.Open(new() { Folder = folder.CreateSubdirectory("imported").FullName });
            await using (store)
            {
                var import = new HistoryImport(store, new EventResources([new IamService().Model]), TimeProvider.System);
                var start = Stopwatch.GetTimestamp();
                await import.RunAsync(files, CancellationToken.None);
                var elapsed = Stopwatch.GetElapsedTime(start);
                if (import.Tally.Imported != events || parsed != events)
                {
                    throw new InvalidOperationException($"{import.Tally.Imported} events of {events} were imported, {parsed} parsed.");
                }

                Report("floor", $"{events / floor.TotalSeconds:N0} events/s unpacked and parsed by JsonDocument, one thread");
                Report("imported", $"{events / elapsed.TotalSeconds:N0} events/s, {floor / elapsed:N2} of the floor");
                Report("resident", $"{Environment.WorkingSet / 1048576.0:N0} MiB at the end");
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> WriteFilesAsync(DirectoryInfo folder, int events)
    {
        var recorded = folder.CreateSubdirectory("recorded");
        await HistoryBenchmark.FillAsync(recorded, events);
        List<string> files = [];
        await using var store = SqliteStore.Open(new() { Folder = recorded.FullName });
        using var transaction = store.Begin(new Cause("read", 0));
        for (var after = 0L; after < events; after += EventsPerFile)
        {
            var entries = await transaction.SearchStreamAsync(new() { Stream = HistoryBenchmark.Stream, AfterSequence = after, Limit = EventsPerFile }, CancellationToken.None);
            var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{after:D9}.json.gz"));
            await using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            file.Write("{\"Records\":["u8);
            for (var i = 0; i < entries.Count; i++)
            {
                file.Write(i == 0 ? default : ","u8);
                file.Write(entries[i].Payload.Span);
            }

            file.Write("]}"u8);
            files.Add(path);
        }

        return files;
    }

    private static int Parse(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(file);
        return document.RootElement.GetProperty("Records").GetArrayLength();
    }

    private static TimeSpan Timed(Func<int> action, out int result)
    {
        var start = Stopwatch.GetTimestamp();
        result = action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Report(string about, FormattableString what) => Console.WriteLine($"{about,-20} {what.ToString(CultureInfo.InvariantCulture)}");
}
