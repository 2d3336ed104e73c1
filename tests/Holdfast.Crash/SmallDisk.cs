using System.Diagnostics;

namespace Holdfast.Crash;

/// <summary>A small disk of its own, in memory, that can be filled; it takes the right to mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _megabytes;

    private readonly string[] _rights;

    private SmallDisk(string folder, int megabytes, string[] rights) => (_folder, _megabytes, _rights) = (folder, megabytes, rights);

    /// <summary>Where a server may keep its data.</summary>
    public string Data => Path.Combine(_folder, "data");

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Mounts one; null when that is not possible here.</summary>
    public static async Task<SmallDisk?> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-disk-").FullName;
        foreach (var rights in (string[][])[[], ["sudo", "-n"]])
        {
            if (await CommandAsync([.. rights, "mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=1777", "tmpfs", folder]) == 0)
            {
                return new(folder, megabytes, rights);
            }
        }

        Directory.Delete(folder);
        return null;
    }

    /// <summary>Fills it to the last block.</summary>
    public void Fill()
    {
        var block = new byte[64 * 1024];
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var written = 0; written < _megabytes * 16; written++)
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

    /// <summary>Takes away what filled it.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CommandAsync([.. _rights, "umount", _folder]);
        Directory.Delete(_folder);
    }

    // Where there is no such command, there are no such rights.
    private static async Task<int> CommandAsync(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 1;
        }
    }
}
