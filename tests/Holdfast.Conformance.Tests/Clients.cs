using System.Diagnostics;

namespace Holdfast.Conformance.Tests;

/// <summary>Runs real clients, and says why a test cannot run where one is missing.</summary>
internal static class Clients
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <summary>Skips the test unless real clients were asked for and this one is here.</summary>
    public static void Require(string client)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("HOLDFAST_CLIENTS") == "1",
            "Real clients run when HOLDFAST_CLIENTS=1 is set; .ci/run sets it.");
        Assert.SkipUnless(Find(client) is not null, $"'{client}' is not installed.");
    }

    /// <summary>Skips the test unless Python has boto3 with the operations of IAM that are tried, which came with version 1.41.</summary>
    public static async Task RequireBotoAsync()
    {
        Require("python3");
        var found = await RunAsync(
            "python3", new Dictionary<string, string>(StringComparer.Ordinal), folder: null,
            "-c", "import boto3; assert tuple(map(int, boto3.__version__.split('.')[:2])) >= (1, 41)");
        Assert.SkipUnless(found.ExitCode == 0, "Python has no boto3 of version 1.41 or newer.");
    }

    /// <summary>Runs the AWS CLI to its end.</summary>
    public static Task<ClientResult> AwsAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => RunAsync("aws", environment, folder: null, arguments);

    /// <summary>Runs a program to its end.</summary>
    public static Task<ClientResult> RunAsync(string client, IReadOnlyDictionary<string, string> environment, string? folder, params string[] arguments)
        => RunAsync(client, environment, folder, input: "", arguments);

    /// <summary>Runs a program that reads what a person would type.</summary>
    public static async Task<ClientResult> RunAsync(
        string client, IReadOnlyDictionary<string, string> environment, string? folder, string input, string[] arguments)
    {
        var start = new ProcessStartInfo(Find(client)!, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Timeout);
        await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return new(process.ExitCode, await output, await error);
    }

    private static string? Find(string client)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, client)).FirstOrDefault(File.Exists);
}

/// <summary>How a client ended, and what it printed.</summary>
internal sealed record ClientResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output of a client that succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return Output;
    }
}
