using System.Globalization;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>AssumeRole through the whole gate, judged on both sides and recorded with its answer, against the same Kestrel answering a constant, in one run.</summary>
internal static class AssumeRoleBenchmark
{
    private const int Connections = 32;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string server, TimeSpan duration)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        await using var floor = await ServerProcess.StartAsync(
            _ => Environment.ProcessPath!, _ => "floor", port => port.ToString(CultureInfo.InvariantCulture));
        var request = await PrepareAsync(holdfast.Port);
        var floors = new List<LoadResult>();
        var results = new List<LoadResult>();
        await LoadGenerator.RepeatAsync(floor.Port, Connections, request, duration / 2);
        await LoadGenerator.RepeatAsync(holdfast.Port, Connections, request, duration / 2);
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(await LoadGenerator.RepeatAsync(floor.Port, Connections, request, duration));
            results.Add(await LoadGenerator.RepeatAsync(holdfast.Port, Connections, request, duration));
        }

        var bound = LoadResult.Median(floors);
        var median = LoadResult.Median(results);
        Console.WriteLine($"{"floor (constant)",-24} {bound}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"AssumeRole",-24} {median}   ratio to the floor {median.PerSecond / bound.PerSecond:N2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident after the load  {holdfast.ResidentBytes / 1048576.0:N0} MiB"));
        return 0;
    }

    // A user who may assume a role that trusts the account: both sides are judged, and each call is recorded with its answer.
    private static async Task<byte[][]> PrepareAsync(int port)
    {
        using var user = await BenchUser.CreateAsync(port, "\"sts:AssumeRole\"");
        await user.ExpectAsync(user.Root.Sign(user.Now, "CreateRole", ("RoleName", "bench"), ("AssumeRolePolicyDocument",
            $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{{BenchUser.Account}}}"},"Action":"sts:AssumeRole"}]}""")));
        return
        [
            user.Query("sts", "2011-06-15").Sign(
                user.Now, "AssumeRole", ("RoleArn", $"arn:aws:iam::{BenchUser.Account}:role/bench"), ("RoleSessionName", "bench")),
        ];
    }
}
