using System.CommandLine;
using Holdfast.Server.Commands.Import;
using Holdfast.Server.Commands.Policies;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Commands;

/// <summary>The command line: <c>start</c>, <c>env</c>, <c>ca</c>, <c>policy</c>, <c>import</c>.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "The JSON file with settings; holdfast.json in the current folder unless named.",
        Recursive = true,
    };

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code: zero when it did what was asked.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var settings = MakeOptions();
        var root = new RootCommand("Holdfast: the security plane of an AWS account, on your own machine.");
        root.Options.Add(Config);
        root.Subcommands.Add(Make("start", "Starts the server.", settings, StartCommand.RunAsync));
        root.Subcommands.Add(Make("env", "Prints the exports that a shell needs to work against the server.", settings, EnvCommand.RunAsync));
        root.Subcommands.Add(Make("ca", "Prints the certificate that clients have to trust for HTTPS.", settings, CaCommand.RunAsync));

        root.Subcommands.Add(PolicyCommands.Make());
        root.Subcommands.Add(ImportCommand.Make());

        // The start command ends itself in order when a signal comes.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static (Setting Setting, Option Option)[] MakeOptions()
    {
        var options = new List<(Setting, Option)>();
        foreach (var setting in SettingTable.Server)
        {
            if (setting.HasOption)
            {
                var help = setting.Help.Replace("`", "", StringComparison.Ordinal);
                Option option = setting.IsFlag
                    ? new Option<bool>(setting.Option) { Description = help }
                    : new Option<string?>(setting.Option) { Description = $"{help} Default: {setting.Default.Replace("`", "", StringComparison.Ordinal)}." };
                options.Add((setting, option));
            }
        }

        return [.. options];
    }

    private static Command Make(
        string name, string description, (Setting Setting, Option Option)[] settings, Func<ServerOptions, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var (_, option) in settings)
        {
            command.Options.Add(option);
        }

        command.SetAction((result, _) => ReadAndRunAsync(result, settings, run));
        return command;
    }

    private static async Task<int> ReadAndRunAsync(
        ParseResult result, (Setting Setting, Option Option)[] settings, Func<ServerOptions, Task<int>> run)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (setting, option) in settings)
        {
            var text = option is Option<bool> flag
                ? result.GetValue(flag) ? bool.TrueString : null
                : result.GetValue((Option<string?>)option);
            if (text is not null)
            {
                given.Add(setting.Name, text);
            }
        }

        var (options, faults) = new OptionsReader(Environment.GetEnvironmentVariable).Read(result.GetValue(Config), given);
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }

        return faults.Count > 0 ? 1 : await run(options);
    }
}
