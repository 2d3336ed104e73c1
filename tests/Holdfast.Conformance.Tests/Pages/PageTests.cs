using System.Globalization;
using System.Text;

namespace Holdfast.Conformance.Tests.Pages;

/// <summary>Does what the pages tell a reader to do, in one shell from top to bottom, and compares what is printed with what the page says.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("trails.md")]
    [InlineData("signing-in.md")]
    [InlineData("lake.md")]
    public async Task What_a_page_shows_is_what_happens(string page)
    {
        Clients.Require("aws");
        Clients.Require("bash");
        Clients.Require("curl");
        Clients.Require("jq");
        var transcript = Transcript.Read(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Pages", page), TestContext.Current.CancellationToken));
        Assert.NotEmpty(transcript.Steps);
        var server = new HoldfastServer();
        await server.InitializeAsync();
        try
        {
            using var folder = new TemporaryFolder();
            await folder.WriteAsync("script.sh", ScriptOf(transcript, server));
            var result = await Clients.RunAsync("bash", EnvironmentOf(server), folder.Path, "--noprofile", "--norc", "script.sh");
            Assert.True(result.ExitCode == 0, result.Error);
            for (var number = 0; number < transcript.Steps.Count; number++)
            {
                await CompareAsync(transcript.Steps[number], folder, number, server.Port);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task CompareAsync(TranscriptStep step, TemporaryFolder folder, int number, int port)
    {
        var output = (await File.ReadAllTextAsync(folder[NameOf("out", number)], TestContext.Current.CancellationToken))
            .Replace(PortText(port), PortText(4566), StringComparison.Ordinal);
        var code = (await File.ReadAllTextAsync(folder[NameOf("code", number)], TestContext.Current.CancellationToken)).Trim();

        // A command whose output the page leaves out has to succeed; one that the page shows to fail says so in its output.
        Assert.True(step.Matches(output) && (step.Expected.Length > 0 || code == "0"), $"$ {step.Command}\n{output}\n({code}) but the page says:\n{step.Expected}");
    }

    // The shell keeps what it has: variables, folders, cookies. The last output is in $last, and `until_has TEXT COMMAND…` runs a command until it prints a text.
    private static string ScriptOf(Transcript transcript, HoldfastServer server)
    {
        var script = new StringBuilder($$"""
            dotnet() {
              while [ "$1" != -- ]; do shift; done
              shift
              command $HOLDFAST_COMMAND "$@" | sed "s/localhost:4566/localhost:{{server.Port}}/"
            }
            until_has() {
              text=$1 tries=0
              shift
              until "$@" 2>&1 | grep -q -- "$text"; do
                tries=$((tries + 1))
                [ $tries -lt 100 ] || return 1
              done
            }

            """.ReplaceLineEndings("\n"));
        for (var number = 0; number < transcript.Steps.Count; number++)
        {
            var command = transcript.Steps[number].Command.Replace(PortText(4566), PortText(server.Port), StringComparison.Ordinal);
            script.Append(CultureInfo.InvariantCulture, $"{{\n{command}\n}} >{NameOf("out", number)} 2>&1\necho $? >{NameOf("code", number)}\nlast=$(cat {NameOf("out", number)})\n");
        }

        return script.ToString();
    }

    private static Dictionary<string, string> EnvironmentOf(HoldfastServer server)
    {
        var holdfast = Environment.GetEnvironmentVariable("HOLDFAST_SERVER") ?? Path.Combine(AppContext.BaseDirectory, "holdfast.dll");
        return new(server.Environment, StringComparer.Ordinal)
        {
            ["HOLDFAST_COMMAND"] = holdfast.EndsWith(".dll", StringComparison.Ordinal) ? $"dotnet {holdfast}" : holdfast,
        };
    }

    private static string NameOf(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{number}");

    private static string PortText(int port) => string.Create(CultureInfo.InvariantCulture, $"localhost:{port}");
}
