using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>The reports on an account of 10,000 users, each with an access key: the credential report, and the authorization details by pages.</summary>
internal static partial class CredentialReportBenchmark
{
    private const int Users = 10_000;
    private const int Connections = 32;
    private const string Account = "300000000000";

    private static readonly QuerySigner Root = new(Account, "test", "iam", "2010-05-08");

    public static async Task<int> RunAsync(string server)
    {
        Environment.SetEnvironmentVariable("HOLDFAST_USERS_PER_ACCOUNT", (2 * Users).ToString(CultureInfo.InvariantCulture));
        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        await FillAsync(holdfast.Port);
        using var connection = new WireConnection();
        await connection.ConnectAsync(holdfast.Port, CancellationToken.None);
        for (var round = 0; round < 2; round++)
        {
            var watch = Stopwatch.StartNew();
            var state = await AskAsync(connection, "GenerateCredentialReport");
            while (!state.Contains("COMPLETE", StringComparison.Ordinal))
            {
                state = await AskAsync(connection, "GenerateCredentialReport");
            }

            var made = watch.Elapsed;
            var report = await AskAsync(connection, "GetCredentialReport");
            Console.WriteLine($"credential report        made after {made.TotalMilliseconds:N0} ms, given after {watch.Elapsed.TotalMilliseconds:N0} ms, {report.Length / 1048576.0:N1} MiB of answer");
        }

        await PageAsync(holdfast, connection, "ListUsers", pageSize: 100);
        await PageAsync(holdfast, connection, "GetAccountAuthorizationDetails", pageSize: 1_000);
        return 0;
    }

    private static async Task FillAsync(int port)
    {
        var now = TimeProvider.System.GetUtcNow();
        var names = Enumerable.Range(0, Users).Select(i => string.Create(CultureInfo.InvariantCulture, $"user-{i:D5}")).ToList();
        await LoadGenerator.SendEachAsync(port, Connections, [.. names.Select(name => Root.Sign(now, "CreateUser", ("UserName", name)))]);
        await LoadGenerator.SendEachAsync(port, Connections, [.. names.Select(name => Root.Sign(now, "CreateAccessKey", ("UserName", name)))]);
    }

    // A page must cost what it holds, wherever it is: the first ones and the last ones are told apart.
    private static async Task PageAsync(ServerProcess holdfast, WireConnection connection, string action, int pageSize)
    {
        var size = pageSize.ToString(CultureInfo.InvariantCulture);
        var times = new List<double>();
        var residents = new List<long>();
        string? marker = null;
        do
        {
            var watch = Stopwatch.StartNew();
            var page = await AskAsync(connection, action, marker is null ? [("MaxItems", size)] : [("MaxItems", size), ("Marker", marker)]);
            times.Add(watch.Elapsed.TotalMilliseconds);
            residents.Add(holdfast.ResidentBytes);
            marker = Marker().Match(page) is { Success: true } found ? found.Groups["value"].Value : null;
        }
        while (marker is not null);

        var tenth = Math.Max(1, times.Count / 10);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{action,-24} {times.Count} pages of {pageSize}: first {times.Take(tenth).Average():N2} ms, last {times.TakeLast(tenth).Average():N2} ms a page; resident {residents[0] / 1048576.0:N0} MiB at first, {residents.Max() / 1048576.0:N0} MiB at most"));
    }

    private static async Task<string> AskAsync(WireConnection connection, string action, params (string, string)[] members)
    {
        var status = await connection.SendAsync(Root.Sign(TimeProvider.System.GetUtcNow(), action, members), CancellationToken.None);
        var text = Encoding.UTF8.GetString(connection.LastAnswer.Span);
        return status == 200 ? text : throw new InvalidOperationException(text);
    }

    [GeneratedRegex("<Marker>(?<value>[^<]+)</Marker>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();
}
