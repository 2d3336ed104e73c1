using System.Text.Json;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>The AWS CLI in somebody's hands.</summary>
/// <param name="environment">Where the server is, and whose keys these are.</param>
internal sealed class AwsCli(IReadOnlyDictionary<string, string> environment)
{
    private readonly HashSet<string> _commands = [];

    /// <summary>Runs a command that succeeds, and reads its answer.</summary>
    public async Task<JsonElement> RunAsync(string service, string command, params string[] arguments)
    {
        var output = (await TryAsync(service, command, arguments)).Succeeded();
        return output.AsSpan().IsWhiteSpace() ? default : JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Runs a command that is refused, and gives what the CLI said.</summary>
    public async Task<string> RefusedAsync(string service, string command, params string[] arguments)
    {
        var result = await TryAsync(service, command, arguments);
        Assert.True(result.ExitCode != 0, $"{service} {command} succeeded: {result.Output}");
        return result.Error;
    }

    /// <summary>Runs a command again until its answer is the one expected; the CLI takes its time, so a hundred times are enough.</summary>
    public async Task<JsonElement> RunUntilAsync(Func<JsonElement, bool> isExpected, string service, string command, params string[] arguments)
    {
        var answer = await RunAsync(service, command, arguments);
        for (var i = 0; i < 100 && !isExpected(answer); i++)
        {
            answer = await RunAsync(service, command, arguments);
        }

        Assert.True(isExpected(answer), answer.ToString());
        return answer;
    }

    /// <summary>Checks that the event history has every command that was run, by the name of its operation.</summary>
    public async Task EverythingIsRecordedAsync()
    {
        var events = await RunAsync("cloudtrail", "lookup-events");
        var recorded = events.GetProperty("Events").EnumerateArray()
            .Select(entry => entry.GetProperty("EventName").GetString()!.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(_commands.Where(command => command != "LOOKUPEVENTS").Except(recorded, StringComparer.Ordinal));
    }

    private Task<ClientResult> TryAsync(string service, string command, string[] arguments)
    {
        if (command != "wait")
        {
            _commands.Add(command.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant());
        }

        return Clients.AwsAsync(environment, [service, command, .. arguments, "--output", "json"]);
    }
}
