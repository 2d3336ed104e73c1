using System.ComponentModel;
using System.Diagnostics;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Runs the reference side of the proof in Python.</summary>
internal static class Botocore
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private static readonly Lazy<string?> s_version = new(() => TryRun(["version"])?.Trim());

    /// <summary>The version that is installed; null when Python or botocore is missing.</summary>
    public static string? Version => s_version.Value;

    /// <summary>Runs a command of the script and gives what it prints.</summary>
    public static string Run(params string[] arguments)
        => TryRun(arguments) ?? throw new InvalidOperationException($"botocore_proof.py {string.Join(' ', arguments)} failed.");

    private static string? TryRun(string[] arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add(Path.Combine(Repository.Project, "Proof", "botocore_proof.py"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            return process.WaitForExit(s_patience) && process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
