using System.Globalization;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>Signed reads through the whole gate, against the same Kestrel answering a constant, in one run.</summary>
internal static class GateBenchmark
{
    private const int Connections = 32;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string server, TimeSpan duration)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        await using var floor = await ServerProcess.StartAsync(
            _ => Environment.ProcessPath!, _ => "floor", port => port.ToString(CultureInfo.InvariantCulture));
        var requests = await PrepareAsync(holdfast.Port);
        var floors = new List<LoadResult>();
        var results = requests.Keys.ToDictionary(name => name, _ => new List<LoadResult>(), StringComparer.Ordinal);
        await LoadGenerator.RepeatAsync(floor.Port, Connections, requests["GetUser"], duration / 2);
        await LoadGenerator.RepeatAsync(holdfast.Port, Connections, requests["GetUser"], duration / 2);
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(await LoadGenerator.RepeatAsync(floor.Port, Connections, requests["GetUser"], duration));
            foreach (var (name, each) in requests)
            {
                results[name].Add(await LoadGenerator.RepeatAsync(holdfast.Port, Connections, each, duration));
            }
        }

        var bound = LoadResult.Median(floors);
        Console.WriteLine($"{"floor (constant)",-24} {bound}");
        foreach (var (name, each) in results)
        {
            var median = LoadResult.Median(each);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {median}   ratio to the floor {median.PerSecond / bound.PerSecond:N2}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident after the load  {holdfast.ResidentBytes / 1048576.0:N0} MiB"));
        return 0;
    }

    private static async Task<Dictionary<string, byte[][]>> PrepareAsync(int port)
    {
        using var user = await BenchUser.CreateAsync(port, """["iam:Get*","iam:List*"]""");
        return new(StringComparer.Ordinal)
        {
            ["GetUser"] = [user.Query("iam", "2010-05-08").Sign(user.Now, "GetUser", ("UserName", BenchUser.Name))],
            ["GetCallerIdentity"] = [user.Query("sts", "2011-06-15").Sign(user.Now, "GetCallerIdentity")],
        };
    }
}
