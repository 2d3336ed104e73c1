using System.Globalization;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Fills the disk under a server, and makes room again.</summary>
/// <param name="server">The native file or the assembly.</param>
internal sealed class FullDiskRun(string server)
{
    private const string Account = "400000000000";
    private const int DiskMegabytes = 48;
    private const int WritesMax = 4_000;

    /// <summary>Runs on a small disk of its own, in memory; needs the right to mount one.</summary>
    /// <returns>Everything that was found wrong, or null when no disk can be mounted here.</returns>
    public async Task<IReadOnlyList<string>?> RunAsync()
    {
        await using var disk = await SmallDisk.MountAsync(DiskMegabytes);
        return disk is null ? null : await FillAsync(disk);
    }

    private async Task<List<string>> FillAsync(SmallDisk disk)
    {
        var faults = new List<string>();
        var kept = new List<string>();
        await using var holdfast = await ServerProcess.HoldfastAsync(server, disk.Data);
        using var client = new Client(holdfast.Port, Account);
        await client.ConnectAsync();
        await CreateAsync("before", 20);
        disk.Fill();
        var refused = 0;
        for (var i = 0; i < WritesMax && refused < 20; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"full-{i:D5}");
            if (await client.CreateUserAsync(name))
            {
                kept.Add(name);
            }
            else
            {
                refused++;
            }
        }

        if (refused == 0)
        {
            faults.Add($"{WritesMax} writes were acknowledged on a full disk");
        }

        disk.MakeRoom();
        await CreateAsync("after", 20);
        var users = await client.ListUsersAsync();
        var recorded = await client.RecordedAsync("CreateUser");
        faults.AddRange(kept.Except(users).Select(name => $"{name} was acknowledged and is lost"));
        faults.AddRange(users.Except(kept).Select(name => $"{name} was refused and is there"));
        faults.AddRange(users.Except(recorded).Concat(recorded.Except(users)).Select(name => $"{name} and its record disagree"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"full disk: {kept.Count} writes acknowledged, {refused} refused while it was full, {faults.Count} faults"));
        return faults;

        async Task CreateAsync(string prefix, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i:D2}");
                if (await client.CreateUserAsync(name))
                {
                    kept.Add(name);
                }
                else
                {
                    faults.Add($"{name} was refused though there was room");
                }
            }
        }
    }
}
