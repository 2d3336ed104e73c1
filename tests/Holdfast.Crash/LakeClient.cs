using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Makes an event data store and asks it, as an investigator would.</summary>
/// <param name="port">The port of the server.</param>
/// <param name="account">The account, whose root signs.</param>
internal sealed class LakeClient(int port, string account) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(2);

    private readonly JsonSigner _trail = new(account, "test", "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101");
    private readonly WireConnection _connection = new();

    public Task ConnectAsync() => _connection.ConnectAsync(port, CancellationToken.None);

    /// <summary>Makes a store of all management events.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateStoreAsync(string name)
    {
        using var answer = await CallAsync("CreateEventDataStore", $$"""{"Name":"{{name}}","TerminationProtectionEnabled":false}""");
        var arn = answer.RootElement.GetProperty("EventDataStoreArn").GetString()!;
        return arn[(arn.LastIndexOf('/') + 1)..];
    }

    /// <summary>Starts a query.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(string statement)
    {
        using var answer = await CallAsync("StartQuery", $"{{\"QueryStatement\":{JsonSerializer.Serialize(statement, Texts.Default.String)}}}");
        return answer.RootElement.GetProperty("QueryId").GetString()!;
    }

    /// <summary>Waits for a query's end.</summary>
    /// <returns>Its status, and why it failed.</returns>
    public async Task<(string Status, string? Error)> WaitAsync(string query)
    {
        using var timer = new PeriodicTimer(s_pause);
        for (var waited = TimeSpan.Zero; waited < s_bound; waited += s_pause)
        {
            using var answer = await CallAsync("DescribeQuery", $$"""{"QueryId":"{{query}}"}""");
            var status = answer.RootElement.GetProperty("QueryStatus").GetString()!;
            if (status is not ("QUEUED" or "RUNNING"))
            {
                return (status, answer.RootElement.TryGetProperty("ErrorMessage", out var error) ? error.GetString() : null);
            }

            await timer.WaitForNextTickAsync();
        }

        return ("a wait without end", null);
    }

    /// <summary>The only column of an answer, page by page.</summary>
    public async Task<List<string>> ReadAsync(string query)
    {
        var rows = new List<string>();
        var token = "";
        do
        {
            using var answer = await CallAsync("GetQueryResults", $$"""{"QueryId":"{{query}}","MaxQueryResults":1000{{token}}}""");
            rows.AddRange(answer.RootElement.GetProperty("QueryResultRows").EnumerateArray().Select(static row => row[0].EnumerateObject().First().Value.GetString()!));
            token = answer.RootElement.TryGetProperty("NextToken", out var next) && next.GetString() is { } text
                ? $",\"NextToken\":{JsonSerializer.Serialize(text, Texts.Default.String)}"
                : "";
        }
        while (token.Length > 0);

        return rows;
    }

    public void Dispose() => _connection.Dispose();

    private async Task<JsonDocument> CallAsync(string operation, string request)
    {
        var status = await _connection.SendAsync(_trail.Sign(TimeProvider.System.GetUtcNow(), operation, request), CancellationToken.None);
        var answer = Encoding.UTF8.GetString(_connection.LastAnswer.Span);
        return status == 200
            ? JsonDocument.Parse(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{operation} was answered {status}: {answer}"));
    }
}
