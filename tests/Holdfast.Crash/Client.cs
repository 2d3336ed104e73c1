using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>What one account looks like from outside: its users, and the record of the calls that made them.</summary>
/// <param name="port">The port of the server.</param>
/// <param name="account">The account, whose root signs.</param>
internal sealed partial class Client(int port, string account) : IDisposable
{
    private readonly QuerySigner _iam = new(account, "test", "iam", "2010-05-08");
    private readonly JsonSigner _trail = new(account, "test", "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101");
    private readonly WireConnection _connection = new();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Task ConnectAsync() => _connection.ConnectAsync(port, CancellationToken.None);

    /// <summary>Makes a user with two tags, and says whether the server acknowledged it.</summary>
    public async Task<bool> CreateUserAsync(string name)
        => await SendAsync(_iam.Sign(Now, "CreateUser", ("UserName", name), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"))) == 200;

    /// <summary>Puts an inline policy on a user, and says whether the server acknowledged it.</summary>
    public async Task<bool> PutUserPolicyAsync(string name)
        => await SendAsync(_iam.Sign(Now, "PutUserPolicy", ("UserName", name), ("PolicyName", "p"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}"""))) == 200;

    /// <summary>Lists the names of all users, page by page.</summary>
    public async Task<List<string>> ListUsersAsync()
    {
        var users = new List<string>();
        var marker = (string?)null;
        do
        {
            var parameters = marker is null ? [("MaxItems", "1000")] : new[] { ("MaxItems", "1000"), ("Marker", marker) };
            var answer = await ReadAsync(_iam.Sign(Now, "ListUsers", parameters));
            users.AddRange(UserName().Matches(answer).Select(match => match.Groups["value"].Value));
            marker = Marker().Match(answer) is { Success: true } match ? match.Groups["value"].Value : null;
        }
        while (marker is not null);

        return users;
    }

    /// <summary>Whether the user has the inline policy.</summary>
    public async Task<bool> HasPolicyAsync(string name)
        => (await ReadAsync(_iam.Sign(Now, "ListUserPolicies", ("UserName", name)))).Contains("<member>p</member>", StringComparison.Ordinal);

    /// <summary>Lists the user names of all recorded calls of an operation that succeeded, as often as they were recorded.</summary>
    public async Task<List<string>> RecordedAsync(string operation)
    {
        var names = new List<string>();
        var token = "";
        do
        {
            var request = $$"""{"LookupAttributes":[{"AttributeKey":"EventName","AttributeValue":"{{operation}}"}],"MaxResults":50{{token}}}""";
            using var answer = JsonDocument.Parse(await ReadAsync(_trail.Sign(Now, "LookupEvents", request)));
            foreach (var entry in answer.RootElement.GetProperty("Events").EnumerateArray())
            {
                using var record = JsonDocument.Parse(entry.GetProperty("CloudTrailEvent").GetString()!);
                if (!record.RootElement.TryGetProperty("errorCode", out _))
                {
                    names.Add(record.RootElement.GetProperty("requestParameters").GetProperty("userName").GetString()!);
                }
            }

            token = answer.RootElement.TryGetProperty("NextToken", out var next) && next.GetString() is { } text
                ? $",\"NextToken\":{JsonSerializer.Serialize(text, Texts.Default.String)}"
                : "";
        }
        while (token.Length > 0);

        return names;
    }

    public void Dispose() => _connection.Dispose();

    private async Task<string> ReadAsync(byte[] request)
    {
        var status = await SendAsync(request);
        var answer = Encoding.UTF8.GetString(_connection.LastAnswer.Span);
        return status == 200
            ? answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]
            : throw new InvalidOperationException($"A call was answered {status}: {answer}");
    }

    private ValueTask<int> SendAsync(byte[] request) => _connection.SendAsync(request, CancellationToken.None);

    [GeneratedRegex("<UserName>(?<value>[^<]+)</UserName>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex UserName();

    [GeneratedRegex("<Marker>(?<value>[^<]+)</Marker>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();
}
