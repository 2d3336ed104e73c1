using System.Diagnostics;
using Holdfast.Wire;

namespace Holdfast.Benchmarks.Load;

/// <summary>What a run of load showed.</summary>
/// <param name="Requests">How many were answered with the expected status.</param>
/// <param name="Elapsed">The time from the first request to the last answer.</param>
/// <param name="P50">The median latency.</param>
/// <param name="P99">The latency that one request in a hundred exceeds.</param>
internal sealed record LoadResult(int Requests, TimeSpan Elapsed, TimeSpan P50, TimeSpan P99)
{
    /// <summary>The processor time that the server took for a request; zero when it was not measured.</summary>
    public TimeSpan ServerTime { get; init; }

    public double PerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>The run of middling speed.</summary>
    public static LoadResult Median(IReadOnlyList<LoadResult> results) => results.OrderBy(result => result.PerSecond).ElementAt(results.Count / 2);

    public override string ToString()
        => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{PerSecond,9:N0} /s   p50 {P50.TotalMilliseconds:N2} ms   p99 {P99.TotalMilliseconds:N2} ms   ({Requests:N0} requests{(ServerTime > TimeSpan.Zero ? $", {ServerTime.TotalMicroseconds:N0} µs of the server's processors each" : "")})");
}

/// <summary>Replays prepared requests over several connections, one at a time on each; every other answer than the expected one ends the run.</summary>
internal static class LoadGenerator
{
    /// <summary>Sends all requests, each once; connection <c>n</c> of <c>c</c> takes every <c>c</c>-th one from the <c>n</c>-th on.</summary>
    public static Task<LoadResult> SendEachAsync(int port, int connections, IReadOnlyList<byte[]> requests)
        => RunAsync(port, connections, async (connection, number, latencies, cancellationToken) =>
        {
            for (var i = number; i < requests.Count; i += connections)
            {
                await TimedAsync(connection, requests[i], latencies, cancellationToken);
            }
        });

    /// <summary>Sends the same requests again and again for a time; connection <c>n</c> begins with the <c>n</c>-th.</summary>
    public static Task<LoadResult> RepeatAsync(int port, int connections, IReadOnlyList<byte[]> requests, TimeSpan duration)
        => RunAsync(port, connections, async (connection, number, latencies, cancellationToken) =>
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = number; Stopwatch.GetElapsedTime(start) < duration; i++)
            {
                await TimedAsync(connection, requests[i % requests.Count], latencies, cancellationToken);
            }
        });

    private static async Task<LoadResult> RunAsync(
        int port, int connections, Func<WireConnection, int, List<long>, CancellationToken, Task> work)
    {
        var latencies = new List<long>[connections];
        var open = new WireConnection[connections];
        using var failed = new CancellationTokenSource();
        for (var i = 0; i < connections; i++)
        {
            latencies[i] = new(100_000);
            open[i] = new();
            await open[i].ConnectAsync(port, failed.Token);
        }

        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(async () =>
        {
            try
            {
                await work(open[number], number, latencies[number], failed.Token);
            }
            catch
            {
                await failed.CancelAsync();
                throw;
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        Array.ForEach(open, connection => connection.Dispose());
        return Summarize(latencies, elapsed);
    }

    private static async ValueTask TimedAsync(WireConnection connection, byte[] request, List<long> latencies, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var status = await connection.SendAsync(request, cancellationToken);
        latencies.Add(Stopwatch.GetTimestamp() - start);
        if (status != 200)
        {
            throw new IOException($"A request was answered {status}: {System.Text.Encoding.UTF8.GetString(connection.LastAnswer.Span)}");
        }
    }

    private static LoadResult Summarize(List<long>[] latencies, TimeSpan elapsed)
    {
        var all = latencies.SelectMany(each => each).ToArray();
        Array.Sort(all);
        return new(all.Length, elapsed, At(0.50), At(0.99));

        TimeSpan At(double share) => all.Length == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, all[(int)((all.Length - 1) * share)]);
    }
}
