using System.Collections.Concurrent;
using System.Globalization;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Kills a server into which objects are put, whole and in parts, and looks afterwards whether each is there whole, and nothing besides.</summary>
/// <param name="server">The native file or the assembly.</param>
/// <param name="seed">Where the moments of the kills come from.</param>
internal sealed class ObjectKillRun(string server, int seed)
{
    private const int Connections = 16;
    private const int Multipart = 2;
    private const int KeysPerConnection = 200;
    private const string Account = "500000000000";

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _faults = [];
    private int _attempts;

    /// <summary>Kills that many times.</summary>
    /// <returns>Everything that was found wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int kills)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-objects-");
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await using var holdfast = await ServerProcess.HoldfastAsync(server, folder.FullName);
                await PutUntilKilledAsync(holdfast, kill);
            }

            var (objects, files) = await CheckAsync(folder.FullName);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kills} kills, {_acknowledged.Count:N0} objects acknowledged of {_attempts:N0} puts, {objects:N0} there, {files:N0} files, {_faults.Count} faults (seed {seed})"));
            return [.. _faults];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task PutUntilKilledAsync(ServerProcess holdfast, int kill)
    {
        using (var first = new ObjectClient(holdfast.Port, Account))
        {
            await first.ConnectAsync();
            await first.MakeBucketAsync();
        }

        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var putters = Enumerable.Range(0, Connections).Select(number => Task.Run(() => PutAsync(holdfast.Port, kill, number, begun))).ToList();
        await begun.Task;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_random.Next(1, 500)));
        await timer.WaitForNextTickAsync();
        await holdfast.KillAsync();
        await Task.WhenAll(putters);
    }

    private async Task PutAsync(int port, int kill, int number, TaskCompletionSource begun)
    {
        try
        {
            using var client = new ObjectClient(port, Account);
            await client.ConnectAsync();
            for (var i = 0; ; i++)
            {
                // Keys come again, so that objects are replaced as well as made.
                var isMultipart = number < Multipart;
                var key = string.Create(CultureInfo.InvariantCulture, $"{(isMultipart ? 'm' : 'o')}-{kill % 5}-{number:D2}-{i % KeysPerConnection:D4}");
                Interlocked.Increment(ref _attempts);
                if (await (isMultipart ? client.PutPartsAsync(key) : client.PutAsync(key)))
                {
                    _acknowledged[key] = true;
                    begun.TrySetResult();
                }
                else
                {
                    _faults.Add($"the put of {key} was refused while the server lived");
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // The kill.
        }
    }

    private async Task<(int Objects, int Files)> CheckAsync(string folder)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server, folder);
        using var client = new ObjectClient(holdfast.Port, Account);
        await client.ConnectAsync();
        Fault(await client.AbortUploadsAsync());
        var keys = await client.ListAsync();
        Fault(_acknowledged.Keys.Except(keys).Select(key => $"{key} was acknowledged and is lost"));
        foreach (var key in keys)
        {
            if (!await client.IsWholeAsync(key))
            {
                _faults.Add($"{key} is not whole");
            }
        }

        // What was replaced and aborted goes after a while, and what the kills left at the start.
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{holdfast.Port}") };
        using var turned = await http.PostAsync(
            new Uri("/_holdfast/clock", UriKind.Relative), new StringContent("""{"advance":"01:00:00"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        turned.EnsureSuccessStatusCode();
        var files = await SettledFilesAsync(folder, keys.Sum(ObjectClient.FilesOf));
        return (keys.Count, files);
    }

    // The sweep goes on in the background; it is given a minute.
    private async Task<int> SettledFilesAsync(string folder, int expected)
    {
        var blobs = Path.Combine(folder, "blobs");
        var files = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var look = 0; look < 300; look++)
        {
            files = Directory.Exists(blobs) ? Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories).Count() : 0;
            if (files == expected)
            {
                return files;
            }

            await timer.WaitForNextTickAsync();
        }

        _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{files} files are there for the bytes of {expected}"));
        return files;
    }

    private void Fault(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            _faults.Add(fault);
        }
    }
}
