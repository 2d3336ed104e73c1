using System.Collections.Concurrent;
using System.Globalization;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>
/// Kills a server whose event data stores take in calls, are asked and merge their files all the while, and asks after each start for every call that was acknowledged:
/// it is there once, and each query that was started ends.
/// </summary>
/// <param name="server">The native file or the assembly.</param>
/// <param name="seed">Where the moments of the kills come from.</param>
internal sealed class LakeKillRun(string server, int seed)
{
    private const string Account = "600000000000";
    private const int Callers = 6;

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unended = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _faults = [];
    private readonly List<string> _stores = [];
    private int _queries;

    /// <summary>Kills that many times.</summary>
    /// <returns>Everything that was found wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int kills)
    {
        Environment.SetEnvironmentVariable("HOLDFAST_USERS_PER_ACCOUNT", "1000000");
        var folder = Directory.CreateTempSubdirectory("holdfast-lake-kill-");
        try
        {
            for (var kill = 0; kill <= kills; kill++)
            {
                await using var holdfast = await ServerProcess.HoldfastAsync(server, folder.FullName);
                using var client = new LakeClient(holdfast.Port, Account);
                await client.ConnectAsync();
                if (kill == 0)
                {
                    _stores.Add(await client.CreateStoreAsync("first"));
                    _stores.Add(await client.CreateStoreAsync("second"));
                }
                else
                {
                    await CheckAsync(client, kill);
                }

                if (kill < kills)
                {
                    await WorkUntilKilledAsync(holdfast, kill);
                }
            }

            var files = Directory.EnumerateFiles(Path.Combine(folder.FullName, "blobs", "lake"), "*", SearchOption.AllDirectories).Count();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kills} kills, {_acknowledged.Count:N0} acknowledged calls in {_stores.Count} stores, {_queries:N0} queries, {files:N0} files, {_faults.Count} faults (seed {seed})"));
            return [.. _faults];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task CheckAsync(LakeClient client, int kill)
    {
        foreach (var query in _unended.Keys)
        {
            if (await client.WaitAsync(query) is not ("FINISHED", _) and var (status, error))
            {
                _faults.Add($"query {query}, started before kill {kill}, ended with {status}: {error}");
            }
        }

        _unended.Clear();
        foreach (var store in _stores)
        {
            var query = await client.StartAsync(
                $"SELECT element_at(requestParameters, 'userName') AS name FROM {store} WHERE eventName = 'CreateUser' AND errorCode IS NULL");
            if (await client.WaitAsync(query) is not ("FINISHED", _) and var (status, error))
            {
                _faults.Add($"the count after kill {kill} ended with {status}: {error}");
                continue;
            }

            var found = await client.ReadAsync(query);
            foreach (var name in _acknowledged.Keys.Except(found, StringComparer.Ordinal))
            {
                _faults.Add($"{name} was acknowledged and is not in {store} after kill {kill}");
            }

            foreach (var doubled in found.GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Skip(1).Any()))
            {
                _faults.Add($"{doubled.Key} is in {store} {doubled.Count()} times after kill {kill}");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after kill {kill}: {found.Count:N0} calls found, {_acknowledged.Count:N0} acknowledged"));
        }
    }

    private async Task WorkUntilKilledAsync(ServerProcess holdfast, int kill)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Enumerable.Range(0, Callers).Select(number => Task.Run(() => CallAsync(holdfast.Port, kill, number, begun)))
            .Concat(_stores.Select(store => Task.Run(() => QueryAsync(holdfast.Port, store))))
            .ToList();
        await begun.Task;

        // A query takes in what there is and, every eighth time, merges files: kills fall into both.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_random.Next(300, 2_500)));
        await timer.WaitForNextTickAsync();
        await holdfast.KillAsync();
        await Task.WhenAll(callers);
    }

    private async Task QueryAsync(int port, string store)
    {
        try
        {
            using var client = new LakeClient(port, Account);
            await client.ConnectAsync();
            while (true)
            {
                var query = await client.StartAsync($"SELECT eventName, count(*) FROM {store} GROUP BY eventName");
                _unended[query] = true;
                Interlocked.Increment(ref _queries);
                if (await client.WaitAsync(query) is not ("FINISHED", _) and var (status, error))
                {
                    _faults.Add($"a query ended with {status} while the server lived: {error}");
                }

                _unended.TryRemove(query, out _);
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // The kill.
        }
    }

    private async Task CallAsync(int port, int kill, int number, TaskCompletionSource begun)
    {
        try
        {
            using var client = new Client(port, Account);
            await client.ConnectAsync();
            for (var i = 0; ; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"u-{kill:D3}-{number}-{i:D5}");
                if (!await client.CreateUserAsync(name))
                {
                    _faults.Add($"{name} was refused while the server lived");
                    begun.TrySetResult();
                    return;
                }

                _acknowledged[name] = true;
                begun.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // The kill.
        }
    }
}
