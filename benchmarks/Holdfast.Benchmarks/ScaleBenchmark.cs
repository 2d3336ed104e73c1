using System.Globalization;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>GetUser in a store of ten users and in one of 100,000, and how long the large one takes to start.</summary>
internal static class ScaleBenchmark
{
    private const int PerAccount = 5_000;
    private const int Accounts = 20;
    private const int Connections = 32;
    private const int FirstAccount = 200_000;
    private const int Sampled = 2_000;

    public static async Task<int> RunAsync(string server, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-scale-");
        try
        {
            var small = await MeasureAsync(server, folder.FullName, accounts: 1, perAccount: 10, duration);
            var large = await MeasureAsync(server, folder.FullName, Accounts, PerAccount, duration);
            Console.WriteLine($"{"10 users",-16} {small.Load}   ready after {small.Startup.TotalMilliseconds:N0} ms");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{"100,000 users",-16} {large.Load}   ready after {large.Startup.TotalMilliseconds:N0} ms   ratio {large.Load.PerSecond / small.Load.PerSecond:N2}"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(LoadResult Load, TimeSpan Startup)> MeasureAsync(
        string server, string folder, int accounts, int perAccount, TimeSpan duration)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using (var fill = await ServerProcess.HoldfastAsync(server, folder))
        {
            var create = new List<byte[]>();
            for (var i = perAccount == PerAccount ? 10 : 0; i < perAccount; i++)
            {
                create.AddRange(Enumerable.Range(0, accounts).Select(account => Sign(account, "CreateUser", i)));
            }

            await LoadGenerator.SendEachAsync(fill.Port, 64, create);
        }

        await using var holdfast = await ServerProcess.HoldfastAsync(server, folder);
        var step = Math.Max(1, accounts * perAccount / Sampled);
        byte[][] get = [.. Enumerable.Range(0, accounts * perAccount)
            .Where(number => number % step == 0 && (number / accounts >= 10 || number % accounts == 0))
            .Select(number => Sign(number % accounts, "GetUser", number / accounts))];
        await LoadGenerator.RepeatAsync(holdfast.Port, Connections, get, duration / 2);
        return (await LoadGenerator.RepeatAsync(holdfast.Port, Connections, get, duration), holdfast.Startup);

        byte[] Sign(int account, string action, int user)
            => new QuerySigner($"{FirstAccount + account:D12}", "test", "iam", "2010-05-08").Sign(now, action, ("UserName", $"user-{user:D5}"));
    }
}
