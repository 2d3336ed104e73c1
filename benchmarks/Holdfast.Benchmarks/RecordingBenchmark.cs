using System.Globalization;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>What recording costs a read: signed GetUser against the server, and against the same one built with <c>-p:NullRecording=true</c>, in turns.</summary>
internal static class RecordingBenchmark
{
    private const int Connections = 32;
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string server, TimeSpan duration)
    {
        if (Environment.GetEnvironmentVariable("HOLDFAST_NULL_SERVER") is not { Length: > 0 } other)
        {
            await Console.Error.WriteLineAsync("HOLDFAST_NULL_SERVER must name a server that was built with -p:NullRecording=true.");
            return 2;
        }

        await using var recording = await ServerProcess.HoldfastAsync(server);
        await using var none = await ServerProcess.HoldfastAsync(other);
        var (requests, others) = (await RequestAsync(recording.Port), await RequestAsync(none.Port));
        await LoadGenerator.RepeatAsync(recording.Port, Connections, requests, duration / 2);
        await LoadGenerator.RepeatAsync(none.Port, Connections, others, duration / 2);
        var (recorded, unrecorded) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < Rounds; round++)
        {
            unrecorded.Add(await LoadGenerator.RepeatAsync(none.Port, Connections, others, duration));
            recorded.Add(await LoadGenerator.RepeatAsync(recording.Port, Connections, requests, duration));
        }

        var (with, without) = (LoadResult.Median(recorded), LoadResult.Median(unrecorded));
        Console.WriteLine($"{"to a null stream",-24} {without}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"recorded",-24} {with}   costs {1 - (with.PerSecond / without.PerSecond):P0}"));
        return 0;
    }

    private static async Task<byte[][]> RequestAsync(int port)
    {
        using var user = await BenchUser.CreateAsync(port, """["iam:Get*"]""");
        return [user.Query("iam", "2010-05-08").Sign(user.Now, "GetUser", ("UserName", BenchUser.Name))];
    }
}
