using System.Collections.Concurrent;
using System.Globalization;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Fills the disk under a server whose trail delivers, and counts the acknowledged calls in the delivered files when there is room again.</summary>
/// <param name="server">The native file or the assembly.</param>
internal sealed class TrailFullDiskRun(string server)
{
    private const string Account = "600000000001";
    private const int DiskMegabytes = 48;
    private const int WritesMax = 4_000;
    private const int RefusalsMax = 20;

    /// <summary>Runs.</summary>
    /// <returns>Everything that was found wrong, or null when no disk can be mounted here.</returns>
    public async Task<IReadOnlyList<string>?> RunAsync()
    {
        await using var disk = await SmallDisk.MountAsync(DiskMegabytes);
        if (disk is null)
        {
            return null;
        }

        var kept = new List<string>();
        var faults = new ConcurrentBag<string>();
        await using var holdfast = await ServerProcess.HoldfastAsync(server, disk.Data, "--trail-interval", "1");
        using var trails = new TrailClient(holdfast.Port, Account);
        await trails.ConnectAsync();
        await trails.MakeBucketAsync(TrailKillRun.Kept);
        await trails.CreateTrailAsync("kept", TrailKillRun.Kept);
        await trails.StartTrailAsync("kept");
        using var client = new Client(holdfast.Port, Account);
        await client.ConnectAsync();
        await CallAsync("before", 50);
        disk.Fill();
        var refused = await CallAsync("full", WritesMax);
        disk.MakeRoom();
        await CallAsync("after", 50);
        await TrailKillRun.TurnAsync(holdfast.Port);
        await trails.StopTrailAsync("kept");
        await TrailKillRun.TurnAsync(holdfast.Port);
        await TrailKillRun.CheckAsync(trails, TrailKillRun.Kept, kept, faults);
        if (refused == 0)
        {
            faults.Add($"{WritesMax} writes were acknowledged on a full disk");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"full disk: {kept.Count} calls acknowledged, {refused} refused while it was full, {faults.Count} faults"));
        return [.. faults];

        async Task<int> CallAsync(string prefix, int count)
        {
            var refusals = 0;
            for (var i = 0; i < count && refusals < RefusalsMax; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i:D4}");
                if (await client.CreateUserAsync(name))
                {
                    kept.Add(name);
                }
                else
                {
                    refusals++;
                }
            }

            return refusals;
        }
    }
}
