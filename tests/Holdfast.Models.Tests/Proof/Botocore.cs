using System.ComponentModel;
using System.Diagnostics;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Runs the reference side of the proof in Python.</summary>
internal static class Botocore
{
    private static readonly string s_script = Path.Combine(Repository.Project, "Proof", "botocore_proof.py");
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private static readonly Lazy<string?> s_version = new(() => TryRun(s_script, ["version"])?.Trim());

    /// <summary>The version that is installed; null when Python or botocore is missing.</summary>
    public static string? Version => s_version.Value;

    /// <summary>The version that the committed models were read from.</summary>
    public static string ModelVersion { get; } = Repository.SourceOf(ProofService.All[0].ModelPath).Split(' ')[^1];

    /// <summary>Why there can be no proof here; null when there can. An older botocore does not know all of the protocols.</summary>
    public static string? WhyNot
        => Version is null ? "python3 with botocore is not installed."
            : System.Version.Parse(Version) < System.Version.Parse(ModelVersion)
                ? $"botocore {Version} is installed; the models were read from {ModelVersion}."
                : null;

    /// <summary>Runs a command of the script and gives what it prints.</summary>
    public static string Run(params string[] arguments)
        => TryRun(s_script, arguments) ?? throw new InvalidOperationException($"botocore_proof.py {string.Join(' ', arguments)} failed.");

    /// <summary>Runs the script that extracts models.</summary>
    public static void Extract(params string[] arguments)
        => _ = TryRun(Repository.ExtractionScript, arguments)
            ?? throw new InvalidOperationException($"extract-models.py {string.Join(' ', arguments)} failed.");

    private static string? TryRun(string script, string[] arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add(script);
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
