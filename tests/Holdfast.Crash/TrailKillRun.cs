using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Kills a server whose trails deliver while users are made, one into a bucket that is gone meanwhile, and counts the acknowledged calls in the delivered files.</summary>
/// <param name="server">The native file or the assembly.</param>
/// <param name="seed">Where the moments of the kills come from.</param>
internal sealed class TrailKillRun(string server, int seed)
{
    /// <summary>The bucket that is always there.</summary>
    public const string Kept = "evidence-kept";

    /// <summary>The bucket that is gone while calls are made.</summary>
    public const string Gone = "evidence-gone";

    private const string Account = "600000000000";
    private const int Connections = 8;

    private static readonly string[] s_everySecond = ["--trail-interval", "1"];

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _faults = [];

    /// <summary>Kills that many times.</summary>
    /// <returns>Everything that was found wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int kills)
    {
        Environment.SetEnvironmentVariable("HOLDFAST_USERS_PER_ACCOUNT", "1000000");
        var folder = Directory.CreateTempSubdirectory("holdfast-trail-");
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await using var holdfast = await ServerProcess.HoldfastAsync(server, folder.FullName, s_everySecond);
                if (kill == 0)
                {
                    await BeginAsync(holdfast.Port);
                }

                await CallUntilKilledAsync(holdfast, kill);
            }

            await using var last = await ServerProcess.HoldfastAsync(server, folder.FullName, s_everySecond);
            using var client = new TrailClient(last.Port, Account);
            await client.ConnectAsync();
            if (await client.DeliveryErrorAsync("gone") is not "NoSuchBucket" and var error)
            {
                _faults.Add($"a trail whose bucket is gone says {error ?? "nothing"}");
            }

            await client.MakeBucketAsync(Gone);
            await TurnAsync(last.Port);
            await client.StopTrailAsync("kept");
            await client.StopTrailAsync("gone");
            await TurnAsync(last.Port);
            foreach (var bucket in new[] { Kept, Gone })
            {
                await CheckAsync(client, bucket, _acknowledged.Keys, _faults);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {_acknowledged.Count:N0} acknowledged calls, {_faults.Count} faults (seed {seed})"));
            return [.. _faults];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Compares what a trail delivered with the calls that were acknowledged, and validates its digests.</summary>
    public static async Task CheckAsync(TrailClient client, string bucket, ICollection<string> acknowledged, ConcurrentBag<string> faults)
    {
        var created = await client.CreatedAsync(bucket);
        foreach (var name in acknowledged.Except(created.Keys))
        {
            faults.Add($"{bucket}: {name} was acknowledged and is in no file");
        }

        foreach (var (name, ids) in created.Where(static each => each.Value.Count > 1))
        {
            faults.Add($"{bucket}: {name} is there {ids.Count} times");
        }

        var (digests, invalid) = await client.ValidateAsync(bucket);
        foreach (var fault in invalid)
        {
            faults.Add($"{bucket}: {fault}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{bucket}: {created.Count:N0} calls delivered, {created.Count - acknowledged.Count(created.ContainsKey):N0} of them not acknowledged, {created.Values.Count(static ids => ids.Count > 1):N0} doubled, {digests:N0} digests, {invalid.Count} of what they say wrong"));
    }

    /// <summary>Turns the clock by more than an hour, so that all that was until the stop of the trails is delivered, and their last digests.</summary>
    public static async Task TurnAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        using var turned = await http.PostAsync(
            new Uri("/_holdfast/clock", UriKind.Relative), new StringContent("""{"advance":"02:10:00"}""", new MediaTypeHeaderValue("application/json")));
        turned.EnsureSuccessStatusCode();
    }

    private static async Task BeginAsync(int port)
    {
        using var client = new TrailClient(port, Account);
        await client.ConnectAsync();
        await client.MakeBucketAsync(Kept);
        await client.MakeBucketAsync(Gone);
        await client.CreateTrailAsync("kept", Kept);
        await client.CreateTrailAsync("gone", Gone);
        await client.RemoveBucketAsync(Gone);
        await client.StartTrailAsync("kept");
        await client.StartTrailAsync("gone");
    }

    private async Task CallUntilKilledAsync(ServerProcess holdfast, int kill)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Enumerable.Range(0, Connections).Select(number => Task.Run(() => CallAsync(holdfast.Port, kill, number, begun))).ToList();
        await begun.Task;

        // Deliveries come every second, so kills fall before, into and after them.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_random.Next(200, 1_600)));
        await timer.WaitForNextTickAsync();
        await holdfast.KillAsync();
        await Task.WhenAll(callers);
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
                if (await client.CreateUserAsync(name))
                {
                    _acknowledged[name] = true;
                    begun.TrySetResult();
                }
                else
                {
                    _faults.Add($"{name} was refused while the server lived");
                    begun.TrySetResult();
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // The kill.
        }
    }
}
