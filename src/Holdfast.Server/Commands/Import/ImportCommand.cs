using System.CommandLine;
using System.Text.Json;
using Holdfast.Protocols.Signing;

namespace Holdfast.Server.Commands.Import;

/// <summary>The command <c>import iam</c>: makes in a running server what a file says that another account has.</summary>
/// <remarks>It makes signed calls like any client, so that each change is authorized and recorded.</remarks>
internal static class ImportCommand
{
    private const string DevWord = "test";
    private const int ExitIncomplete = 2;

    /// <summary>Makes <c>import</c> with what is below it.</summary>
    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "The output of 'aws iam get-account-authorization-details'; - for standard input." };
        var endpoint = new Option<string?>("--endpoint-url") { Description = "The server; AWS_ENDPOINT_URL, or http://localhost:4566, unless given." };
        var region = new Option<string?>("--region") { Description = "The region to sign for; AWS_REGION, or us-east-1, unless given." };
        var isDev = new Option<bool>("--dev") { Description = "Sign with the conventional key of a server in dev mode." };
        var iam = new Command("iam", "Makes the users, groups, roles and policies of an account here.");
        iam.Arguments.Add(file);
        iam.Options.Add(endpoint);
        iam.Options.Add(region);
        iam.Options.Add(isDev);
        iam.SetAction((result, _) => RunAsync(
            result.GetValue(file)!, result.GetValue(endpoint), result.GetValue(region), result.GetValue(isDev), Environment.GetEnvironmentVariable, Console.Out));
        return new Command("import", "Takes over what another account has.") { Subcommands = { iam, TrailImportCommand.Make() } };
    }

    /// <summary>Imports a file.</summary>
    /// <returns>Zero when all of it is here now, two when something could not be carried over, one when nothing could be done.</returns>
    public static async Task<int> RunAsync(
        string file, string? endpoint, string? region, bool isDev, Func<string, string?> environment, TextWriter output)
    {
        try
        {
            var export = AccountExport.Read(await ReadAsync(file));
            using var http = new HttpClient();
            var client = ClientOf(endpoint, region, isDev, environment, http);
            var report = await new IamImport(client).RunAsync(export);
            report.Write(output);
            return report.IsComplete ? 0 : ExitIncomplete;
        }
        catch (Exception impossible) when (impossible is ImportException or JsonException or IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{file} cannot be imported. {impossible.Message}");
        }
        catch (RefusedException refused)
        {
            await output.WriteLineAsync($"The server refuses: {refused.Code}. {refused.Message}");
        }
        catch (HttpRequestException unreachable)
        {
            await output.WriteLineAsync($"The server cannot be reached. {unreachable.Message}");
        }

        return 1;
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        if (file != "-")
        {
            return await File.ReadAllBytesAsync(file);
        }

        using var content = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(content);
        return content.ToArray();
    }

    private static QueryClient ClientOf(string? endpoint, string? region, bool isDev, Func<string, string?> environment, HttpClient http)
    {
        var url = endpoint ?? environment("AWS_ENDPOINT_URL") ?? "http://localhost:4566";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            throw new ImportException($"'{url}' is not the address of a server.");
        }

        var id = isDev ? DevWord : environment("AWS_ACCESS_KEY_ID");
        var secret = isDev ? DevWord : environment("AWS_SECRET_ACCESS_KEY");
        return id is null || secret is null
            ? throw new ImportException("Name who imports: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give --dev.")
            : new QueryClient(
                address,
                new SigningSecret(id, secret),
                isDev ? null : environment("AWS_SESSION_TOKEN"),
                region ?? environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION") ?? "us-east-1",
                http,
                TimeProvider.System);
    }
}
