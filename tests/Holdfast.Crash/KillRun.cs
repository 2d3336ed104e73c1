using System.Collections.Concurrent;
using System.Globalization;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Kills a server that is being written to, again and again, and asks it afterwards what it kept.</summary>
/// <param name="server">The native file or the assembly.</param>
/// <param name="seed">Where the moments of the kills come from, so that a run can be had again.</param>
internal sealed class KillRun(string server, int seed)
{
    private const int Connections = 16;
    private const long FirstAccount = 300_000_000_000;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, Tried> _tried = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>Kills that many times.</summary>
    /// <returns>Everything that was found wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int kills)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-crash-");
        try
        {
            for (var kill = 0; kill <= kills; kill++)
            {
                await using var holdfast = await ServerProcess.HoldfastAsync(server, folder.FullName);
                if (kill > 0)
                {
                    await CheckAsync(holdfast.Port, AccountOf(kill - 1));
                }

                if (kill < kills)
                {
                    await WriteUntilKilledAsync(holdfast, AccountOf(kill));
                }
                else
                {
                    // The later kills must not have harmed what the earlier ones left.
                    foreach (var account in _tried.Keys)
                    {
                        await CheckAsync(holdfast.Port, account);
                    }
                }
            }

            var acknowledged = _tried.Values.Sum(tried => tried.Users.Count + tried.Policies.Count);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kills} kills, {acknowledged:N0} acknowledged writes of {_tried.Values.Sum(tried => tried.Attempts):N0} tried, {_faults.Count} faults (seed {seed})"));
            return _faults;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string AccountOf(int kill) => (FirstAccount + kill).ToString(CultureInfo.InvariantCulture);

    private async Task WriteUntilKilledAsync(ServerProcess holdfast, string account)
    {
        var tried = _tried[account] = new();
        var writers = Enumerable.Range(0, Connections).Select(number => Task.Run(() => WriteAsync(holdfast.Port, account, number, tried))).ToList();

        // A kill counts only when it falls into the writing, so the wait begins with the first acknowledged write.
        await tried.Begun.Task;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_random.Next(1, 250)));
        await timer.WaitForNextTickAsync();
        await holdfast.KillAsync();
        await Task.WhenAll(writers);
    }

    private static async Task WriteAsync(int port, string account, int number, Tried tried)
    {
        try
        {
            using var client = new Client(port, account);
            await client.ConnectAsync();
            for (var i = 0; ; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"u-{number:D2}-{i:D5}");
                Interlocked.Add(ref tried.Attempts, 1);
                if (!await client.CreateUserAsync(name))
                {
                    tried.Refused.Add($"CreateUser {name}");
                    return;
                }

                tried.Users[name] = true;
                tried.Begun.TrySetResult();
                Interlocked.Add(ref tried.Attempts, 1);
                if (i % 4 == 0 && await client.PutUserPolicyAsync(name))
                {
                    tried.Policies[name] = true;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // The kill.
        }
    }

    private async Task CheckAsync(int port, string account)
    {
        var tried = _tried[account];
        _faults.AddRange(tried.Refused.Select(refused => $"{account}: {refused} was refused while the server lived"));
        tried.Refused.Clear();
        using var client = new Client(port, account);
        await client.ConnectAsync();
        var users = await client.ListUsersAsync();
        var created = await client.RecordedAsync("CreateUser");
        var put = await client.RecordedAsync("PutUserPolicy");
        Fault(users.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{group.Key} is there twice"));
        Fault(tried.Users.Keys.Except(users).Select(name => $"{name} was acknowledged and is lost"));
        Fault(created.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{group.Key} is recorded twice"));
        Fault(users.Except(created).Select(name => $"{name} is there without its record"));
        Fault(created.Except(users).Select(name => $"{name} is recorded and not there"));
        Fault(tried.Policies.Keys.Except(put).Select(name => $"the policy of {name} was acknowledged and is not recorded"));
        foreach (var name in users.Where(name => name.EndsWith('0') || tried.Policies.ContainsKey(name)).Take(50))
        {
            var has = await client.HasPolicyAsync(name);
            Fault(has == put.Contains(name) ? [] : [$"the policy of {name} and its record disagree"]);
        }

        void Fault(IEnumerable<string> faults) => _faults.AddRange(faults.Select(fault => $"{account}: {fault}"));
    }

    private sealed class Tried
    {
        public int Attempts;

        public ConcurrentDictionary<string, bool> Users { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, bool> Policies { get; } = new(StringComparer.Ordinal);

        public ConcurrentBag<string> Refused { get; } = [];

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
