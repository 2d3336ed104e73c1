using System.Diagnostics;
using System.Globalization;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>From the start of the process to the answer of the first signed call, and what the server weighs at rest.</summary>
internal static class StartBenchmark
{
    private const int Runs = 10;

    public static async Task<int> RunAsync(string server, string? data)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("holdfast-start-").FullName;
        var times = new List<double>();
        var resident = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var holdfast = await ServerProcess.HoldfastAsync(server, folder);
            var request = new QuerySigner("test", "test", "sts", "2011-06-15").Sign(TimeProvider.System.GetUtcNow(), "GetCallerIdentity");
            using var connection = new WireConnection();
            await connection.ConnectAsync(holdfast.Port, CancellationToken.None);
            var status = await connection.SendAsync(request, CancellationToken.None);
            if (status != 200)
            {
                throw new InvalidOperationException($"The first call was answered {status}.");
            }

            // The first run makes the data folder, its keys and its account; every later one is the start that a user sees.
            if (run > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                resident.Add(holdfast.ResidentBytes / 1048576.0);
            }
        }

        times.Sort();
        resident.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"start to first signed answer: median {times[Runs / 2]:N0} ms (min {times[0]:N0}, max {times[^1]:N0}); at rest {resident[Runs / 2]:N0} MiB"));
        if (data is null)
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }
}
