using System.Net;
using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>Reads the options from a JSON file, the environment and the command line, the later over the earlier, and finds every fault at once.</summary>
internal sealed class OptionsReader(Func<string, string?> environment)
{
    /// <summary>The file that is read when none is named and it is there.</summary>
    public const string DefaultFile = "holdfast.json";

    private readonly List<string> _faults = [];

    /// <summary>Reads and checks the options.</summary>
    /// <param name="file">The file that the command line names.</param>
    /// <param name="commandLine">The text of each option that the command line gives, by the setting's name.</param>
    /// <returns>The options, and a sentence for each fault.</returns>
    public (ServerOptions Options, IReadOnlyList<string> Faults) Read(string? file, IReadOnlyDictionary<string, string> commandLine)
    {
        var options = new ServerOptions();
        ReadFile(options, file ?? environment("HOLDFAST_CONFIG"));
        foreach (var setting in SettingTable.All)
        {
            if (environment(setting.Variable) is { Length: > 0 } variable)
            {
                Apply(setting, options, variable, setting.Variable);
            }

            if (commandLine.TryGetValue(setting.Name, out var option))
            {
                Apply(setting, options, option, setting.Option);
            }
        }

        Check(options, commandLine);
        return (options, _faults);
    }

    private void Apply(Setting setting, ServerOptions options, string text, string source)
    {
        if (setting.Apply(options, text) is { } fault)
        {
            _faults.Add($"{source}: {fault}.");
        }
    }

    private void Check(ServerOptions options, IReadOnlyDictionary<string, string> commandLine)
    {
        if (options.IsDev && options.Listen is { } address && !IPAddress.IsLoopback(address))
        {
            _faults.Add($"--dev is for this machine alone, because everybody knows its secret: it does not listen on {address}.");
        }

        if (options.IsEphemeral && commandLine.ContainsKey("data"))
        {
            _faults.Add("--ephemeral keeps nothing, so --data has no use beside it.");
        }

        if (!options.IsEphemeral && File.Exists(options.Data))
        {
            _faults.Add($"--data: '{options.Data}' is a file, not a folder.");
        }
    }

    private void ReadFile(ServerOptions options, string? named)
    {
        var path = named ?? DefaultFile;
        if (!File.Exists(path))
        {
            if (named is not null)
            {
                _faults.Add($"There is no file '{named}'.");
            }

            return;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            ReadMembers(options, document.RootElement, path);
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{path} cannot be read: {unreadable.Message}");
        }
    }

    private void ReadMembers(ServerOptions options, JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"{path} holds no JSON object.");
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            var setting = SettingTable.All.FirstOrDefault(setting => setting.Name == member.Name && !setting.IsSecret);
            if (setting is null)
            {
                _faults.Add($"{path}: there is no setting '{member.Name}'.");
            }
            else
            {
                Apply(setting, options, member.Value.ToString(), $"{path}, {member.Name}");
            }
        }
    }
}
