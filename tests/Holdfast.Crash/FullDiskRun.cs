using System.Diagnostics;
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
        var disk = Directory.CreateTempSubdirectory("holdfast-disk-").FullName;
        if (await CommandAsync("mount", "-t", "tmpfs", "-o", $"size={DiskMegabytes}m", "tmpfs", disk) != 0)
        {
            Directory.Delete(disk);
            return null;
        }

        try
        {
            return await FillAsync(disk);
        }
        finally
        {
            await CommandAsync("umount", disk);
            Directory.Delete(disk);
        }
    }

    private async Task<List<string>> FillAsync(string disk)
    {
        var faults = new List<string>();
        var kept = new List<string>();
        var ballast = Path.Combine(disk, "ballast");
        await using var holdfast = await ServerProcess.HoldfastAsync(server, Path.Combine(disk, "data"));
        using var client = new Client(holdfast.Port, Account);
        await client.ConnectAsync();
        await CreateAsync("before", 20);
        Fill(ballast);
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

        File.Delete(ballast);
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

    private static void Fill(string path)
    {
        var block = new byte[64 * 1024];
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var written = 0; written < DiskMegabytes * 16; written++)
            {
                file.Write(block);
            }

            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The disk is full, which is what this is for.
        }
    }

    private static async Task<int> CommandAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
