using System.Diagnostics;

namespace Holdfast.Crash;

/// <summary>A small disk of its own, in memory, that can be filled; it takes the right to mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _megabytes;

    private SmallDisk(string folder, int megabytes) => (_folder, _megabytes) = (folder, megabytes);

    /// <summary>Where a server may keep its data.</summary>
    public string Data => Path.Combine(_folder, "data");

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Mounts one; null when that is not possible here.</summary>
    public static async Task<SmallDisk?> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-disk-").FullName;
        if (await CommandAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) == 0)
        {
            return new(folder, megabytes);
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
        await CommandAsync("umount", _folder);
        Directory.Delete(_folder);
    }

    private static async Task<int> CommandAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
